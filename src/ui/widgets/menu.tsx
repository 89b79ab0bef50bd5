/** A list of choices over a frame. */
import { Box, Transform } from 'ink'
import SelectInput from 'ink-select-input'
import type { ReactElement } from 'react'
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
}

export function Menu({ items, chosen, place, theme, onChoose }: Given): ReactElement {
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
        items={items.map(({ label, value }) => ({ key: value.toString(), label, value }))}
        initialIndex={chosen}
        limit={place.height}
        indicatorComponent={Mark}
        itemComponent={Row}
        onSelect={(item) => onChoose(item.value)}
      />
    </Box>
  )
}
