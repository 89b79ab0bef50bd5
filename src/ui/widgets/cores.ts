/** What each core spends its time on: one stacked bar a core. */
import { CORE_KINDS, type CoreKind, type Run } from '../../machine/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import { type Block, exact, type Line, left, line, type Span, span } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'

const LOOKS: Readonly<Record<CoreKind, { sign: string; style: Style }>> = {
  guest: { sign: '█', style: 'guest' },
  exit: { sign: '▓', style: 'exit' },
  copy: { sign: '▒', style: 'copy' },
  model: { sign: '░', style: 'model' },
  host: { sign: '╱', style: 'host' },
  poll: { sign: '╳', style: 'poll' },
  spin: { sign: '╲', style: 'wait' },
}

/** The sign of one kind of work. */
export function coreLook(kind: CoreKind): Span {
  return span(LOOKS[kind].sign, LOOKS[kind].style)
}

/** Signs and their names, for the panel's title. */
export function coresLegend(width: number): Line {
  const kinds = CORE_KINDS.flatMap((kind) => [
    span(LOOKS[kind].sign, LOOKS[kind].style),
    span(` ${words.kinds[kind]} `, 'muted'),
  ])
  const all = line(...kinds, span(`· ${words.kinds.idle}`, 'muted'))
  return width >= 70 ? all : []
}

/** Cells of each kind, by largest remainder, so that the bar is never longer than the time was. */
export function stackedCells(shares: readonly number[], cells: number): number[] {
  const exact = shares.map((share) => Math.max(0, share) * cells)
  const whole = exact.map(Math.floor)
  const target = Math.min(cells, Math.round(exact.reduce((sum, one) => sum + one, 0)))
  const order = exact
    .map((one, index) => ({ index, rest: one - Math.floor(one) }))
    .sort((a, b) => b.rest - a.rest)
  let left = target - whole.reduce((sum, one) => sum + one, 0)
  for (const { index } of order) {
    if (left <= 0) break
    whole[index]++
    left--
  }
  return whole
}

export function stackedBar(shares: readonly number[], cells: number): Line {
  const counts = stackedCells(shares, cells)
  const used = counts.reduce((sum, one) => sum + one, 0)
  const bars = counts.map((count, index) => {
    const look = LOOKS[CORE_KINDS[index]]
    return span(look.sign.repeat(count), look.style)
  })
  return [...bars.filter((bar) => bar.text !== ''), span('·'.repeat(Math.max(0, cells - used)), 'wait')]
}

export function largestUse(shares: readonly number[], count: number): string {
  return shares
    .map((share, index) => ({ share, kind: CORE_KINDS[index] }))
    .filter(({ share }) => share >= 0.005)
    .sort((a, b) => b.share - a.share)
    .slice(0, count)
    .map(({ share, kind }) => `${words.kinds[kind]} ${Math.round(share * 100)} %`.padStart(12))
    .join(' ')
}

/** Cores that nothing runs on have a row too, where there is room for all. */
export function coreLines(run: Run | undefined, width: number, height: number): Block {
  if (run === undefined) return [line(` ${words.bench.noRun}`)]
  const names = width >= 100 ? 40 : width >= 60 ? 22 : width >= 50 ? 9 : 8
  const numbers = width >= 70 ? 26 : width >= 40 ? 12 : 0
  const cells = Math.max(4, width - names - numbers - 2)
  const all = run.cores.map((core, index) => ({ core, index }))
  // One that only takes interrupts has no thread, and is not idle.
  const works = ({ core }: (typeof all)[number]) =>
    core.threads.length > 0 || core.nanos.some((one) => one > 0)
  const shown = all.length < height ? all : all.filter(works)
  const lines = shown.map(({ core, index }) => {
    const shares = [...core.nanos].map((nanos) => nanos / run.duration)
    const onlyInterrupts = core.threads.length === 0 && core.nanos.some((one) => one > 0)
    const threads = onlyInterrupts ? words.bench.onlyInterrupts : core.threads.map(machineLine).join(', ')
    const name = names > 12 ? `${words.bench.core(index)}  ${threads}` : words.bench.core(index)
    const said = numbers > 0 ? ` ${largestUse(shares, numbers > 20 ? 2 : 1).padEnd(numbers)}` : ''
    return exact(line(` ${left(name, names - 1)} `, ...stackedBar(shares, cells), span(said, 'muted')), width)
  })
  const idle = all.length - shown.length
  const percent = 100 / cells
  const cell = `${percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`
  const note = `${words.bench.coresLegend(cell)}${idle > 0 ? `; ${words.bench.idleCores(idle)}` : ''}`
  return [...lines, exact(line(span(` ${note}`, 'muted')), width)]
}
