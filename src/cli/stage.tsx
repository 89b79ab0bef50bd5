/** Puts the game on the terminal with Ink. Loaded only where somebody plays. */
import { render, useApp } from 'ink'
import type { ReactNode } from 'react'
import { Game } from '../ui/game.tsx'
import type { Outside, Start } from '../ui/outside.ts'
import type { Terminal } from './terminal.ts'

const FRAMES_PER_SECOND = 12

type Lend = (perform: () => Promise<void>) => Promise<void>

/** Hands out Ink's own way of giving the terminal away for a while. */
function Lender({ onLend, children }: { onLend: (lend: Lend) => void; children: ReactNode }) {
  const { suspendTerminal } = useApp()
  onLend(suspendTerminal)
  return children
}

export function stage(outside: Outside, start: Start | undefined, terminal: Terminal): void {
  let lend: Lend = (perform) => perform()
  const instance = render(
    <Lender
      onLend={(given) => {
        lend = given
      }}
    >
      <Game outside={outside} start={start} />
    </Lender>,
    {
      alternateScreen: true,
      incrementalRendering: true,
      maxFps: FRAMES_PER_SECOND,
      exitOnCtrlC: false,
      interactive: true,
      isScreenReaderEnabled: outside.environment.screenReader,
    },
  )
  terminal.draw({ unmount: instance.unmount, lend: (perform) => lend(perform) })
  instance.waitUntilExit().then(
    () => terminal.leave(0),
    (fault) => terminal.fail(fault),
  )
}
