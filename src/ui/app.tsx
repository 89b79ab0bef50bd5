/** The root: size, keys and state in; one frame out. */
import { Box, useApp, useInput, usePaste, useStdout, useWindowSize } from 'ink'
import { type ReactElement, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { keysOf } from './keys/keys.ts'
import { readMouse } from './keys/mouse.ts'
import { isTyping } from './keys/typing.ts'
import { remember } from './looks/line.ts'
import { paint } from './looks/paint.ts'
import { themeOf } from './looks/theme.ts'
import type { Outside, Start } from './outside.ts'
import { frameOf } from './screens/index.ts'
import { menuText } from './screens/overlays.ts'
import { topOf } from './state.ts'
import { createStore, type Store } from './store.ts'
import { Menu } from './widgets/menu.tsx'
import { Reading, ReadingMenu } from './widgets/reading.tsx'
import { ScreenText } from './widgets/screen.tsx'

const theme = remember(themeOf)
const CLEAR = '\u001B[2J\u001B[H'

export function App({
  outside,
  start,
  onStore,
}: {
  readonly outside: Outside
  readonly start: Start
  readonly onStore?: (store: Store) => void
}): ReactElement {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one store for the life of the screen
  const store = useMemo(() => createStore(outside, start), [])
  const state = useSyncExternalStore(store.subscribe, store.read)
  const { columns, rows } = useWindowSize()
  const { exit, suspendTerminal } = useApp()
  const { write } = useStdout()
  const [readings, setReadings] = useState(0)
  const reads = outside.environment.screenReader

  // biome-ignore lint/correctness/useExhaustiveDependencies: the terminal is the same for the life of the screen
  useEffect(() => {
    store.attach({
      leave: (code) => {
        exit()
        outside.quit(code)
      },
      lines: () => {
        exit()
        outside.lineMode?.()
      },
      suspend: () => void suspendTerminal(() => outside.suspend()),
      redraw: () => (reads ? setReadings((times) => times + 1) : write(CLEAR)),
    })
    onStore?.(store)
    return () => store.stop()
  }, [store])

  useEffect(() => store.send({ kind: 'sized', columns, rows }), [store, columns, rows])

  const begun = useRef('')
  useInput((input, key) => {
    const { events, rest, pending } = readMouse(begun.current, input)
    begun.current = pending
    for (const event of events) store.send({ kind: 'mouse', event, columns, rows })
    if (rest === '' && input !== '') return
    const typing = isTyping(topOf(store.read()))
    for (const name of keysOf(rest, key, typing)) store.send({ kind: 'key', key: name, columns, rows })
  })

  usePaste((text) => store.send({ kind: 'pasted', text }))

  if (reads)
    return (
      <Box flexDirection="column">
        <Reading state={state} columns={columns} times={readings} />
        {topOf(state).at === 'menu' && (
          <ReadingMenu
            state={state}
            onHighlight={(index) => store.send({ kind: 'highlight', index })}
            onChoose={(index) => store.send({ kind: 'choose', index })}
          />
        )}
      </Box>
    )

  const looks = theme(state.progress.settings, outside.environment)
  const frame = frameOf(state, { columns, rows, theme: looks })
  const top = topOf(state)
  const text = top.at === 'menu' && frame.menu !== undefined ? menuText(state, top.menu) : undefined
  // The lines are cut to these cells before they come here; to have them clipped again costs a fifth of a frame.
  return (
    <Box width={columns} height={frame.block.length}>
      <ScreenText lines={paint(frame.block, looks)} columns={columns} />
      {text !== undefined && frame.menu !== undefined && (
        <Menu
          items={text.items}
          chosen={text.chosen}
          place={frame.menu}
          theme={looks}
          onHighlight={(index) => store.send({ kind: 'highlight', index })}
          onChoose={(index) => store.send({ kind: 'choose', index })}
        />
      )}
    </Box>
  )
}
