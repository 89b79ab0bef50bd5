/** A cost as cards and lists write it. */
import { type CostRow, clockOf } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, three, time } from '../looks/format.ts'
import { type Line, left, line, span, wrap } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import { nanosOf } from '../views/model-view.ts'

const KIB = 1024

/** A model value stands apart, with its letter. */
export function gradeStyle(grade: CostRow['grade']): Style {
  return grade === 'M' ? 'unsure' : 'bold'
}

/** `5.4 µs`, `5.6 GB/s`: as short as a list has it. */
export function shortValue(cost: CostRow): string {
  return cost.unit === 'GB/s' ? `${three(cost.value)} GB/s` : time(nanosOf(cost, 0))
}

/** The same value in its own unit and in the other one. */
export function wholeValue(cost: CostRow): string {
  const clock = clockOf(cost.era)
  const nanos = nanosOf(cost, 0)
  switch (cost.unit) {
    case 'cycles':
      return words.model.cycles(grouped(cost.value), time(nanos), String(clock))
    case 'ns': {
      const value = nanos < 1_000_000 ? `${grouped(nanos)} ns` : time(nanos)
      return words.model.nanos(value, grouped(nanos * clock), String(clock))
    }
    case 'GB/s':
      return words.model.rate(String(cost.value), time(nanosOf(cost, 4 * KIB)), time(nanosOf(cost, 64 * KIB)))
  }
}

/** `name  text`, the text folded beside the name. */
export function field(name: string, text: string, width: number, cells = 11): Line[] {
  return wrap(text, Math.max(10, width - cells - 2)).map((one, index) =>
    line(' ', span(left(index === 0 ? name : '', cells), 'muted'), one),
  )
}

export interface List {
  readonly lines: readonly Line[]
  /** Line of the one in hand. */
  readonly at: number
}
