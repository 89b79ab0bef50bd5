/** Puts the game on the terminal with Ink. Loaded only where somebody plays. */
import { render, useApp } from 'ink'
import type { ReactNode } from 'react'
import { App } from '../ui/app.tsx'
import type { Outside, Start } from '../ui/outside.ts'
import type { State } from '../ui/state.ts'
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

/** @returns what reads the state that is on the screen */
export function stage(outside: Outside, start: Start, terminal: Terminal): () => State | undefined {
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
      // What was read stays above, to be read again.
      alternateScreen: !outside.environment.screenReader,
      incrementalRendering: true,
      maxFps: FRAMES_PER_SECOND,
      exitOnCtrlC: false,
      // Asked of the terminal before: a CI variable must not turn the keys off.
      interactive: true,
      isScreenReaderEnabled: outside.environment.screenReader,
      onRender: ({ renderTime }) => store?.frameTook(renderTime),
    },
  )
  terminal.draw({ unmount: instance.unmount, lend: (perform) => lend(perform) })
  instance.waitUntilExit().then(
    () => terminal.leave(0),
    (fault) => terminal.fail(fault),
  )
  return () => store?.read()
}
