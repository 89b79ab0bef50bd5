/** A list of choices over a frame. */
import { Box, type Key, Transform, useInput } from 'ink'
import SelectInput from 'ink-select-input'
import { type ReactElement, useState } from 'react'
import { left, line, span } from '../looks/line.ts'
import { paintLine } from '../looks/paint.ts'
import type { Theme } from '../looks/theme.ts'
import type { MenuItem } from '../screens/overlays.ts'
import type { MenuPlace } from '../screens/view.ts'

interface Given {
  readonly items: readonly MenuItem[]
  /** Absent: none is marked at first. */
  readonly chosen: number | undefined
  readonly place: MenuPlace
  readonly theme: Theme
  readonly onChoose: (index: number) => void
  readonly onHighlight: (index: number) => void
}

/** The first key that moves marks the first choice, or from below the last. */
function firstMarked(input: string, key: Key, last: number): number | undefined {
  if (key.downArrow || input === 'j') return 0
  return key.upArrow || input === 'k' ? last : undefined
}

export function Menu({ items, chosen, place, theme, onChoose, onHighlight }: Given): ReactElement {
  const [start, setStart] = useState({ index: chosen, times: 0 })
  // An Enter that was pressed before the list was read must not answer it.
  const isMarked = start.index !== undefined
  useInput((input, key) => {
    const last = items.length - 1
    const index = key.home ? 0 : key.end ? last : isMarked ? undefined : firstMarked(input, key, last)
    if (index !== undefined) {
      // The list begins anew, with this item in hand.
      setStart({ index, times: start.times + 1 })
      onHighlight(index)
    } else if (!isMarked && /^[1-9]$/.test(input) && Number(input) <= items.length) {
      onChoose(items[Number(input) - 1].value)
    }
  })
  const Mark = ({ isSelected = false }: { isSelected?: boolean }) => (
    <Transform
      transform={() => paintLine(line(isSelected && isMarked ? span('▸ ', 'focus') : span('  ')), theme)}
    >
      {'  '}
    </Transform>
  )
  const cells = place.width - 3
  const Row = ({ isSelected = false, label }: { isSelected?: boolean; label: string }) => (
    <Transform
      transform={() =>
        paintLine(line(span(left(label, cells), isSelected && isMarked ? 'focus' : 'plain')), theme)
      }
    >
      {' '.repeat(cells)}
    </Transform>
  )
  return (
    <Box
      position="absolute"
      top={place.y}
      left={place.x}
      width={place.width}
      height={place.height}
      overflow="hidden"
    >
      <SelectInput
        key={start.times}
        items={items.map(({ label, value }) => ({ key: value.toString(), label, value }))}
        initialIndex={start.index ?? 0}
        isFocused={isMarked}
        limit={place.height}
        indicatorComponent={Mark}
        itemComponent={Row}
        onHighlight={(item) => onHighlight(item.value)}
        onSelect={(item) => onChoose(item.value)}
      />
    </Box>
  )
}
