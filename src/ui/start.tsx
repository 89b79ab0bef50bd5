/** Opens the interface on the terminal and closes it again. */
import { render } from 'ink'
import { App } from './app.tsx'
import type { Outside, Start } from './outside.ts'
import type { Store } from './store.ts'

export interface Interface {
  waitUntilExit(): Promise<void>
  unmount(): void
}

export function startUi(outside: Outside, start: Start): Interface {
  let store: Store | undefined
  const screen = render(
    <App
      outside={outside}
      start={start}
      onStore={(given) => {
        store = given
      }}
    />,
    {
      alternateScreen: true,
      incrementalRendering: true,
      maxFps: 12,
      exitOnCtrlC: false,
      interactive: true,
      isScreenReaderEnabled: false,
      onRender: ({ renderTime }) => store?.frameTook(renderTime),
    },
  )
  return {
    waitUntilExit: async () => {
      await screen.waitUntilExit()
    },
    unmount: () => screen.unmount(),
  }
}
