/**
 * The screens for a screen reader: plain lines, one after the other, never written over. Another screen is read whole, and
 * after a key on the same one only what has become different.
 */
import { Static, Text, useInput } from 'ink'
import { type ReactElement, useMemo, useRef, useState } from 'react'
import { words } from '../../text/ui-words.ts'
import { menuText } from '../screens/overlays.ts'
import { answerLines, LONGEST_LINE } from '../spoken/aloud.ts'
import { announced } from '../spoken/announced.ts'
import { type State, topOf } from '../state.ts'

interface Told {
  readonly state?: State
  /** How often everything was asked for again. */
  readonly times: number
  readonly lines: readonly string[]
}

export function Reading({
  state,
  columns,
  times,
}: {
  readonly state: State
  readonly columns: number
  /** Counts up where the whole screen is to be read again. */
  readonly times: number
}): ReactElement {
  const told = useRef<Told>({ times, lines: [] })
  const width = Math.max(20, Math.min(LONGEST_LINE, columns))
  const lines = useMemo(() => {
    const { state: before, lines: sofar, times: then } = told.current
    const fresh = announced(then === times ? before : undefined, state, width)
    told.current = { state, times, lines: fresh.length === 0 ? sofar : [...sofar, '', ...fresh] }
    return told.current.lines
  }, [state, width, times])
  // An empty text would leave no line.
  return (
    <Static items={[...lines]}>{(line, index) => <Text key={index}>{line === '' ? ' ' : line}</Text>}</Static>
  )
}

/** Takes the keys of a list of choices. */
export function ReadingMenu({
  state,
  onChoose,
  onHighlight,
}: {
  readonly state: State
  readonly onChoose: (index: number) => void
  readonly onHighlight: (index: number) => void
}): ReactElement | null {
  const top = topOf(state)
  const text = top.at === 'menu' ? menuText(state, top.menu) : undefined
  const [at, setAt] = useState(text?.chosen)
  const items = text?.items ?? []
  const last = items.length - 1
  useInput((input, key) => {
    const to = (index: number) => {
      setAt(index)
      onHighlight(index)
    }
    const take = (index: number) => onChoose(items[index].value)
    if (last < 0) return
    if (key.downArrow || input === 'j') to(at === undefined ? 0 : Math.min(last, at + 1))
    else if (key.upArrow || input === 'k') to(at === undefined ? last : Math.max(0, at - 1))
    else if (key.home) to(0)
    else if (key.end) to(last)
    else if (key.return && at !== undefined) take(at)
    else if (/^[1-9]$/.test(input) && Number(input) <= items.length) take(Number(input) - 1)
  })
  // The state knows where some lists stand: those are announced.
  const isTold = top.at === 'menu' && (top.menu.of === 'values' || top.menu.of === 'guess')
  if (isTold || at === undefined || items[at] === undefined) return null
  const label = items[at].label.replace(/ {2,}/, ', ')
  return (
    <Text>{answerLines([words.line.handRow(label, at + 1, items.length)], LONGEST_LINE).join('\n')}</Text>
  )
}
