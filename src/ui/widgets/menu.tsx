/** A list of choices over a frame. */
import { Box, Transform, useInput } from 'ink'
import SelectInput from 'ink-select-input'
import { type ReactElement, useState } from 'react'
import { left, line, span } from '../line.ts'
import { paintLine } from '../paint.ts'
import type { MenuItem } from '../screens/overlays.ts'
import type { MenuPlace } from '../screens/view.ts'
import type { Theme } from '../theme.ts'

interface Given {
  readonly items: readonly MenuItem[]
  readonly chosen: number
  readonly place: MenuPlace
  readonly theme: Theme
  readonly onChoose: (index: number) => void
  readonly onHighlight: (index: number) => void
}

export function Menu({ items, chosen, place, theme, onChoose, onHighlight }: Given): ReactElement {
  // Home and End begin the list anew, at its first or last item.
  const [start, setStart] = useState({ index: chosen, times: 0 })
  useInput((_input, key) => {
    if (!key.home && !key.end) return
    const index = key.home ? 0 : items.length - 1
    setStart({ index, times: start.times + 1 })
    onHighlight(index)
  })
  const Mark = ({ isSelected = false }: { isSelected?: boolean }) => (
    <Transform transform={() => paintLine(line(isSelected ? span('▸ ', 'focus') : span('  ')), theme)}>
      {'  '}
    </Transform>
  )
  const cells = place.width - 3
  const Row = ({ isSelected = false, label }: { isSelected?: boolean; label: string }) => (
    <Transform
      transform={() => paintLine(line(span(left(label, cells), isSelected ? 'focus' : 'plain')), theme)}
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
        initialIndex={start.index}
        limit={place.height}
        indicatorComponent={Mark}
        itemComponent={Row}
        onHighlight={(item) => onHighlight(item.value)}
        onSelect={(item) => onChoose(item.value)}
      />
    </Box>
  )
}
