/** What every screen has: title, safety cell, timeline, footer. */
import type { Run } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, SPEEDS } from '../bench.ts'
import { type FooterId, footerKeys } from '../footers.ts'
import { grouped, moment, round } from '../format.ts'
import { aimed, exact, type Line, left, line, lineWidth, type Span, span, spread } from '../line.ts'

const WIDE = 100

export function titleBar(width: number, title: string, facts: readonly string[], stars?: Line): Line {
  const end = line(
    ...(stars === undefined ? [] : [...stars, span('   ')]),
    ...facts.map((fact) => span(`${fact}   `, 'muted')),
    aimed(line(span(words.help, 'muted')), { key: '?' }),
    ' ',
  )
  return spread(line(' ', span(words.name, 'bold'), `  ${title}`), end, width)
}

/** ★★☆ */
export function stars(medals: number, of: number): Span {
  return span('★'.repeat(medals) + '☆'.repeat(Math.max(0, of - medals)), 'star')
}

/** The lower right corner: is every run safe? */
export function safetyCell(run: Run | undefined, width: number): Line {
  const wide = width >= WIDE
  const cells = wide ? 30 : 20
  if (run === undefined) return exact(line(''), cells)
  const { violationCount, containedCount } = run
  const faults = `■ ${containedCount} ${words.bench.faults(containedCount)}`
  const faultSpan = span(faults, containedCount > 0 ? 'contained' : 'muted')
  if (violationCount > 0) {
    const count = `✘ ${violationCount}${wide ? ` ${words.bench.violations(violationCount)}` : ''}`
    const rest = containedCount > 0 && !wide ? faultSpan : span(words.bench.jump)
    return aimed(exact(line(span('│ ', 'muted'), span(count, 'violation'), '  ', rest), cells), { key: 'v' })
  }
  const count = wide ? `✔ 0 ${words.bench.violations(0)}` : '✔ 0'
  return exact(line(span('│ ', 'muted'), span(left(count, wide ? 16 : 3), 'good'), '  ', faultSpan), cells)
}

/** ` ‖ 12.400 ms ├────●────┤ 50 ms  1:1000 ` with the incidents on it. */
export function timeline(bench: Bench, width: number): Line {
  const run = bench.ran?.run
  if (run === undefined) return exact(line(` ${words.bench.noRun}`), width)
  const speed = SPEEDS[bench.speed]
  const start = line(` ${bench.playing ? '►' : '‖'} ${moment(bench.playhead).padStart(10)} `)
  const cut = run.host.events.some((event) => event.kind === 'power-cut' && event.at <= run.duration)
  const end = ` ${cut ? `${words.bench.powerCut} ` : ''}${round(run.duration)}  1:${grouped(speed)} `
  const cells = Math.max(4, Math.min(160, width - lineWidth(start) - end.length - 4))
  return exact(
    line(
      ...start,
      span('├', 'muted'),
      ...track(bench, run, cells),
      span(cut ? '╳' : '┤', cut ? 'bad' : 'muted'),
      span(end, 'muted'),
    ),
    width,
  )
}

function track(bench: Bench, run: Run, cells: number): Span[] {
  const at = (nanos: number) => Math.min(cells - 1, Math.floor((nanos / run.duration) * cells))
  const marks: Span[] = Array.from({ length: cells }, () => span('─', 'muted'))
  for (const one of run.contained) marks[at(one.at)] = span('■', 'contained')
  for (const one of run.violations) marks[at(one.at)] = span('✘', 'bad')
  const here = bench.incident !== undefined && run.violations[bench.incident]?.at === bench.playhead
  marks[at(bench.playhead)] = here ? span('✘', 'violation') : span('●', 'focus')
  return marks
}

/** Keys and their words, as many whole ones as there is room for. */
export function footer(screen: FooterId, width: number, notice?: string): Line {
  const said =
    notice === undefined ? [] : [span(`${notice}   `, notice === words.bench.passed ? 'good' : 'focus')]
  const shown: Line[] = [line(' ', ...said)]
  let used = lineWidth(shown[0])
  const gap = width >= WIDE ? 3 : 2
  for (const { text, parts = [] } of footerKeys(screen)) {
    const keys = parts.map(({ label, key }) => ({ ...span(label, 'bold'), target: { key } }))
    const word = aimed(line(span(` ${text}`, 'muted')), { key: parts[0]?.key ?? '' })
    const entry = line(...keys, word, ' '.repeat(gap))
    if (used + lineWidth(entry) - gap > width) break
    used += lineWidth(entry)
    shown.push(entry)
  }
  return exact(shown.flat(), width)
}

/** The row above the footer: something at the left, the safety cell at the right. */
export function statusRow(start: Line, run: Run | undefined, width: number): Line {
  const cell = safetyCell(run, width)
  return [...exact(start, width - lineWidth(cell)), ...cell]
}
