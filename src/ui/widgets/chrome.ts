/** What every screen has: title, safety cell, timeline, footer. */
import type { Run } from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { type FooterId, footerKeys } from '../keys/footers.ts'
import { grouped } from '../looks/format.ts'
import {
  aimed,
  exact,
  fitted,
  type Line,
  left,
  line,
  lineWidth,
  type Span,
  span,
  spread,
} from '../looks/line.ts'

const WIDE = 100

export function titleBar(width: number, title: string, facts: readonly string[], stars?: Line): Line {
  const end = line(
    ...(stars === undefined ? [] : [...stars, span('   ')]),
    ...facts.map((fact) => span(`${fact}   `, 'muted')),
    aimed(line(span(words.help, 'muted')), { key: '?' }),
    ' ',
  )
  const start = line(' ', span(words.name, 'bold'), `  ${title}`)
  // A title that is too long keeps a gap from what stands at the right.
  const room = Math.max(0, width - lineWidth(end) - 1)
  return spread(lineWidth(start) > room ? fitted(start, room) : start, end, width)
}

/** ★★☆ */
export function stars(medals: number, of: number): Span {
  return span('★'.repeat(medals) + '☆'.repeat(Math.max(0, of - medals)), 'star')
}

/** The lower right corner: is every run safe? `jump`: with the key that leads to what is not. */
export function safetyCell(run: Run | undefined, width: number, jump = true): Line {
  const wide = width >= WIDE
  const cells = wide ? 30 : 20
  if (run === undefined) return exact(line(''), cells)
  const { violationCount, containedCount } = run
  const faults = `■ ${grouped(containedCount)} ${words.bench.faults(containedCount)}`
  const faultSpan = span(faults, containedCount > 0 ? 'contained' : 'muted')
  if (violationCount > 0) {
    const count = `✘ ${grouped(violationCount)}${wide ? ` ${words.bench.violations(violationCount)}` : ''}`
    const rest = containedCount > 0 && !wide ? faultSpan : span(jump ? words.bench.jump : '')
    const cell = exact(line(span('│ ', 'muted'), span(count, 'violation'), '  ', rest), cells)
    return jump ? aimed(cell, { key: 'v' }) : cell
  }
  const count = wide ? `✔ 0 ${words.bench.violations(0)}` : '✔ 0'
  return exact(line(span('│ ', 'muted'), span(left(count, wide ? 16 : 3), 'good'), '  ', faultSpan), cells)
}

/** Keys and their words, as many whole ones as there is room for. @param means what means something as things stand */
export function footer(
  screen: FooterId,
  width: number,
  notice?: string,
  means: (id: CommandId) => boolean = () => true,
): Line {
  const said =
    notice === undefined ? [] : [span(`${notice}   `, notice === words.bench.passed ? 'good' : 'focus')]
  const shown: Line[] = [line(' ', ...said)]
  let used = lineWidth(shown[0])
  const gap = width >= WIDE ? 3 : 2
  for (const { text, parts = [] } of footerKeys(screen, means)) {
    const keys = parts.map(({ label, key }) => ({ ...span(label, 'bold'), target: { key } }))
    const word = aimed(line(span(` ${text}`, 'muted')), { key: parts[0]?.key ?? '' })
    const entry = line(...keys, word, ' '.repeat(gap))
    if (used + lineWidth(entry) - gap > width) break
    used += lineWidth(entry)
    shown.push(entry)
  }
  return fitted(shown.flat(), width)
}

/** The row above the footer: something at the left, the safety cell at the right. */
export function statusRow(start: Line, run: Run | undefined, width: number, jump = true): Line {
  const cell = safetyCell(run, width, jump)
  return [...exact(start, width - lineWidth(cell)), ...cell]
}
