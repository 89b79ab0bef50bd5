/** Parts of a lecture's screen: a step's name, its number in large digits, its goals, its path in one line, the notes. */
import { choiceText, type Level, printMove } from '../../game/index.ts'
import type { Row } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { difference, parts, three, time } from '../looks/format.ts'
import { type Block, exact, fitted, type Line, line, span, widthOf, wrap } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import { bigMetric, type Lectured, type LectureStep } from '../views/lecture.ts'
import { metricName, trend } from '../views/metric-name.ts'
import { bigNumber } from './big-number.ts'
import { bigSign } from './big-sign.ts'

export interface StepGiven {
  readonly level: Level
  readonly step: LectureStep
  readonly ran: Lectured | undefined
  /** The start, where this is another step. */
  readonly start: Lectured | undefined
  readonly width: number
  readonly height: number
  readonly ascii: boolean
}

/** Rows that belong together; where there is no room for all, those of the highest rank go first. */
interface Part {
  readonly rank: number
  readonly lines: Block
}

const KINDS: Readonly<Record<LectureStep['kind'], { sign: string; style: Style }>> = {
  guess: { sign: '?', style: 'focus' },
  start: { sign: '●', style: 'plain' },
  decoy: { sign: '✘', style: 'bad' },
  pause: { sign: '▸', style: 'plain' },
  reference: { sign: '✔', style: 'good' },
  prepared: { sign: '▸', style: 'focus' },
}

/** The whole step in so many cells. */
export function stepLines(given: StepGiven): Block {
  if (given.step.kind === 'pause') return headLines(given).map((one) => exact(one, given.width))
  const parts = given.step.kind === 'guess' ? guessParts(given) : runParts(given)
  const kept = fitting(parts, given.height)
  const spare = given.height - kept.reduce((sum, { lines }) => sum + lines.length, 0)
  // What room is left stands between the parts.
  const gap = Math.max(0, Math.min(2, Math.floor(spare / Math.max(1, kept.length))))
  const blank = Array.from({ length: gap }, () => line(''))
  return kept.flatMap(({ lines }) => [...lines, ...blank]).map((one) => exact(one, given.width))
}

function fitting(parts: readonly Part[], height: number): readonly Part[] {
  let kept = parts
  for (let rank = 9; rank > 0; rank--) {
    if (kept.reduce((sum, { lines }) => sum + lines.length, 0) <= height) return kept
    kept = kept.filter((part) => part.rank < rank)
  }
  return kept
}

function headLines({ step, width }: StepGiven): Block {
  const { sign, style } = KINDS[step.kind]
  const kind = words.lecture.kinds[step.kind]
  const title = step.kind === 'guess' ? '' : plainLine(step.title)
  return [
    line(' ', span(` ${sign} ${kind} `, style === 'plain' ? 'here' : style), '  ', span(title, 'bold')),
  ].map((one) => fitted(one, width))
}

function guessParts(given: StepGiven): readonly Part[] {
  const { level, width } = given
  const { predict } = level
  const question = wrap(plainLine(predict.question), width - 6).map((text) => line('   ', span(text, 'bold')))
  const choices = predict.choices.map((_, index) =>
    line(
      '      ',
      span(`${'ABCDEFGHI'[index]}  `, 'focus'),
      span(plainLine(choiceText(predict, index)), 'bold'),
    ),
  )
  const spread = choices.flatMap((one) => [one, line('')])
  const brief = wrap(plainLine(level.brief), width - 6).map((text) => line('   ', text))
  return [
    { rank: 0, lines: headLines(given) },
    { rank: 2, lines: [line(''), ...brief] },
    { rank: 0, lines: [line(''), ...question, line('')] },
    { rank: 0, lines: given.height > 18 ? spread : choices },
  ]
}

function runParts(given: StepGiven): readonly Part[] {
  const { ran } = given
  const head: readonly Part[] = [
    { rank: 0, lines: headLines(given) },
    { rank: 4, lines: movesLines(given) },
  ]
  if (ran === undefined)
    return [...head, { rank: 0, lines: [line(''), line(`   ${words.lecture.measuring}`)] }]
  return [
    ...head,
    { rank: 3, lines: numberLines(given, ran) },
    { rank: 0, lines: [nameLine(given, ran)] },
    { rank: 0, lines: goalLines(given, ran) },
    { rank: 2, lines: ran.empty ? [] : [pathLine(ran, given.width), sumLine(ran, given.width)] },
  ]
}

function movesLines({ step, width }: StepGiven): Block {
  const moves = step.moves.map((move) => printMove(move).replace(/^set /, '')).join(', ')
  const said = moves === '' ? words.lecture.nothingTurned : words.lecture.turned(moves)
  return wrap(plainLine(said), width - 4).map((text) => line(span(`   ${text}`, 'muted')))
}

/** Rows from which on the digits are five rows tall, and ten. */
const TALL_FROM = 20
const HUGE_FROM = 44

/** Twice as wide and twice as tall; halves of a cell become whole ones. */
function doubled(rows: readonly string[]): readonly string[] {
  const wide = (row: string, whole: string) =>
    [...row].map((sign) => (whole.includes(sign) ? sign.repeat(2).replace(/[▀▄]/g, '█') : '  ')).join('')
  return rows.flatMap((row) => [wide(row, '█▀#'), wide(row, '█▄▗#-.,')])
}

function numberLines({ level, width, height, ascii }: StepGiven, { value, empty }: Lectured): Block {
  if (empty) return [line('')]
  const { number, unit } = parts(formatMetric(bigMetric(level), value))
  const tall = height >= TALL_FROM && widthOf(number) * 7 < width
  const huge = tall && height >= HUGE_FROM && widthOf(number) * 13 < width
  const digits = bigNumber(number, tall, ascii)
  const rows = huge ? doubled(digits) : digits
  return ['', ...rows].map((row, index) =>
    line('   ', span(row, 'bold'), index === rows.length ? span(`  ${unit}`, 'bold') : ''),
  )
}

/** What the number is, and what it was at the start. */
function nameLine({ level, start, step, width }: StepGiven, { value, empty }: Lectured): Line {
  const metric = bigMetric(level)
  const title = metricName(metric, undefined, level.focus)
  if (empty)
    return fitted(line('   ', span(`${title}   –   `, 'bold'), span(words.bench.meansNothing, 'bad')), width)
  const name = `${title}   ${formatMetric(metric, value)}`
  if (start === undefined || start.empty || step.kind === 'start')
    return fitted(line('   ', span(name, 'bold')), width)
  const mark = trend(metric, value, start.value)
  const said = words.lecture.instead(formatMetric(metric, start.value), difference(value, start.value))
  return fitted(line('   ', span(name, 'bold'), '   ', span(`${mark.sign} ${said}`, mark.style)), width)
}

/** Goals with a sign each: three rows, two, or one, as there is room. */
function goalLines({ width, height, ascii }: StepGiven, { goals, stretch, passed, medals }: Lectured): Block {
  const rows = goals.map((goal) => ({
    met: goal.met && !goal.empty,
    text: `${plainLine(goal.text)}   ${goal.empty ? '–' : formatMetric(goal.metric, goal.value)}`,
  }))
  const stars = passed
    ? [line('   ', span('★'.repeat(medals) + '☆'.repeat(1 + stretch.length - medals), 'star'))]
    : []
  const style = (met: boolean): Style => (met ? 'good' : 'bad')
  if (height >= rows.length * 4 + 16)
    return [
      line(''),
      ...rows.flatMap(({ met, text }) => [
        ...bigSign(met, ascii).map((sign, row) =>
          fitted(line('   ', span(sign, style(met)), '   ', row === 1 ? span(text, 'bold') : ''), width),
        ),
        line(''),
      ]),
      ...stars,
    ]
  const lines = rows.map(({ met, text }) =>
    fitted(line('   ', span(met ? '✔' : '✘', style(met)), '  ', span(text, met ? 'plain' : 'bold')), width),
  )
  const roomy = height >= rows.length * 2 + 14
  return [line(''), ...(roomy ? lines.flatMap((one) => [one, line('')]) : lines), ...stars]
}

const SHORT: Readonly<Record<Row['place'], string>> = {
  app: 'app',
  os: 'os',
  kvm: 'kvm',
  vmm: 'vmm',
  host: 'host',
  dev: 'dev',
}

/** `program → its kernel ╫ VMM → kernel → device`: ╫ is an exit, or the way back into the guest. */
export function pathText({ stops }: Lectured, cells: number): string {
  const named = (names: Readonly<Record<Row['place'], string>>) =>
    stops.map(({ place, walled }, at) => `${at === 0 ? '' : walled ? ' ╫ ' : ' → '}${names[place]}`).join('')
  const { bands } = words.pictures
  return [named(bands), named(SHORT)].find((text) => widthOf(text) <= cells) ?? named(SHORT)
}

function pathLine(ran: Lectured, width: number): Line {
  return fitted(line('   ', pathText(ran, width - 4)), width)
}

/** Fewer exits than this are none in the digits that are shown. */
const LEAST = 0.005

/** `28 exits`, `no copy`, `614 µs alone` */
function sumParts({ exits, copies, nanosAlone }: Lectured): readonly string[] {
  const { lecture } = words
  const exitsSaid = exits < LEAST ? lecture.noExit : lecture.exits(formatMetric('exits-per-request', exits))
  const copiesSaid =
    copies === 0 ? lecture.noCopy : lecture.copies(Number.isInteger(copies) ? `${copies}` : three(copies))
  return [exitsSaid, copiesSaid, lecture.alone(time(nanosAlone))]
}

export function sumText(ran: Lectured): string {
  return sumParts(ran).join(', ')
}

/** As many of its parts as there is room for. */
function sumLine(ran: Lectured, width: number): Line {
  const all = sumParts(ran)
  const shorter = all.map((_, index) => all.slice(0, all.length - index).join(', '))
  const text = shorter.find((one) => widthOf(one) <= width - 4) ?? all[0]
  return fitted(line('   ', span(text, 'bold')), width)
}
