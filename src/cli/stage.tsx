/** Puts the game on the terminal with Ink. Loaded only where somebody plays. */
import { render, useApp } from 'ink'
import type { ReactNode } from 'react'
import { App } from '../ui/app.tsx'
import type { Outside, Start } from '../ui/outside.ts'
import type { Store } from '../ui/store.ts'
import type { Terminal } from './terminal.ts'

const FRAMES_PER_SECOND = 12

type Lend = (perform: () => Promise<void>) => Promise<void>

/** Hands out Ink's own way of giving the terminal away for a while. */
function Lender({ onLend, children }: { onLend: (lend: Lend) => void; children: ReactNode }) {
  const { suspendTerminal } = useApp()
  onLend(suspendTerminal)
  return children
}

export function stage(outside: Outside, start: Start, terminal: Terminal): void {
  let lend: Lend = (perform) => perform()
  let store: Store | undefined
  const instance = render(
    <Lender
      onLend={(given) => {
        lend = given
      }}
    >
      <App
        outside={outside}
        start={start}
        onStore={(given) => {
          store = given
        }}
      />
    </Lender>,
    {
      alternateScreen: true,
      incrementalRendering: true,
      maxFps: FRAMES_PER_SECOND,
      exitOnCtrlC: false,
      // Asked of the terminal before: a CI variable must not turn the keys off.
      interactive: true,
      isScreenReaderEnabled: false,
      onRender: ({ renderTime }) => store?.frameTook(renderTime),
    },
  )
  terminal.draw({ unmount: instance.unmount, lend: (perform) => lend(perform) })
  instance.waitUntilExit().then(
    () => terminal.leave(0),
    (fault) => terminal.fail(fault),
  )
}
