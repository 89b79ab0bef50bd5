/** The first level: two sentences, one knob, one large number. */
import { isMeaningless, starsToWin } from '../../game/index.ts'
import { requestCount } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { parts, time } from '../looks/format.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  restyle,
  right,
  span,
  spread,
  wrap,
  wrapTo,
} from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'
import type { State } from '../state.ts'
import { metricName } from '../views/metric-name.ts'
import { bigNumber } from '../widgets/big-number.ts'
import { bootFailure } from '../widgets/goals.ts'
import { type KnobRow, knobRows } from '../widgets/knobs.ts'
import { shareBar } from '../widgets/ladder.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { goalsSaid, halves, isStale, ofFormer, type Place, pathBody, rowHere } from './panels.ts'
import { isBoxed, isWhole, type View } from './view.ts'

function briefPanel(bench: Bench, width: number, boxed: boolean): Block {
  const text = wrap(plain(bench.play.level.brief), width - (boxed ? 4 : 2)).map((one) => line(` ${one}`))
  const body = boxed ? [line(''), ...text, line('')] : [...text, line('')]
  return panel({ title: words.bench.brief, width, height: body.length + (boxed ? 2 : 1), boxed }, body)
}

function knobBlock(row: KnobRow, width: number, height: number, roomy: boolean): Line[] {
  const before = row.place > 1 ? '◂' : ' '
  const after = row.place < row.count ? '▸' : ' '
  const indent = roomy ? '   ' : ' '
  const airy = height >= 6
  const used = roomy ? 8 : airy ? 4 : 2
  const about = wrapTo(plainLine(row.about), width - (roomy ? 8 : 4), Math.max(1, height - used))
  return [
    ...(roomy ? [line('')] : []),
    line(span(`${indent}${plainLine(row.group)} ${row.name}`)),
    ...(airy ? [line('')] : []),
    spread(
      line(
        span(`${indent}▸ `, 'focus'),
        span(`${before}  `, 'focus'),
        span(left(plainLine(row.value), 16), 'focus'),
        span(`  ${after}`, 'focus'),
      ),
      line(span(`${row.place} of ${row.count}   `, 'muted')),
      width,
    ),
    ...(airy ? [line('')] : []),
    ...about.map((text) => line(span(`${indent}${roomy ? '    ' : '  '}${text}`, 'muted'))),
  ]
}

function knobPanel(bench: Bench, place: Place): Block {
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const rows = knobRows(bench.play, bench.before?.note.moves)
  const row = rows[bench.knob]
  const roomy = height >= 12
  const body =
    row === undefined ? [] : [...(roomy ? [line('')] : []), ...knobBlock(row, width, height, roomy)]
  const end = height - body.length >= 2 ? [line(''), line(span(`   ${words.firstRun.knob}`, 'bold'))] : []
  return panel(
    {
      ...place,
      title: words.bench.bench,
      note: line(span(words.bench.knobs(rows.length), 'muted')),
      focused: bench.focus === 'bench',
    },
    [...body, ...end],
  )
}

/** Is the number one of a guest that does not boot, and therefore none? */
function isEmpty({ ran }: Bench, goal: { metric: string } | undefined): boolean {
  return ran !== undefined && goal !== undefined && isMeaningless(goal, ran.run)
}

/** Without a metric: a dash, for there is no number. */
function numberRows(bench: Bench, metric: string | undefined, tall: boolean, ascii: boolean): string[] {
  if (metric === undefined) return bigNumber('-', tall, ascii)
  const value = bench.ran?.values[metric]
  return value === undefined ? [] : bigNumber(parts(formatMetric(metric, value)).number, tall, ascii)
}

/** Once the level is passed: what the other stars ask, and which are won. */
function stretchLines(bench: Bench, width: number, roomy: boolean): Line[] {
  const { ran } = bench
  if (ran?.note.passed !== true) return []
  return ran.score.stretch.map((list) => {
    const met = list.every((goal) => goal.met)
    const values = list.map((goal) => parts(formatMetric(goal.metric, goal.value)).number)
    return spread(
      line(
        roomy ? '   ' : ' ',
        span(met ? '★' : '☆', 'star'),
        ` ${list.map((goal) => plainLine(goal.text)).join(', ')}`,
      ),
      line(`${values.join(' ')}   `),
      width,
    )
  })
}

/** What the footer says in the first level: that it plays by itself, and once it is passed what the next star asks. */
export function firstRunNotice(bench: Bench): string | undefined {
  const { ran, notice } = bench
  const [wanted] = ran?.note.passed === true ? starsToWin(ran.score.stretch) : []
  if (wanted !== undefined && (notice === undefined || notice === words.bench.passed))
    return [...(notice === undefined ? [] : [notice]), words.firstRun.nextStar(wanted)].join('   ')
  const untouched = bench.playing && bench.play.counted === 0
  return notice ?? (untouched ? words.firstRun.plays : undefined)
}

/** The large number beside its goal; what it was before stays dim. */
function goalPanel(bench: Bench, view: View, place: Place): Block {
  const { level } = bench.play
  const metric = level.big ?? level.headline[0]
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const tall = height >= 13
  const goal = bench.ran?.note.goals.find((one) => one.metric === metric)
  const empty = isEmpty(bench, goal)
  const digits = numberRows(bench, empty ? undefined : metric, tall, view.theme.ascii)
  const style: Style = isStale(bench) || empty ? 'muted' : goal?.met ? 'good' : 'focus'
  const before = bench.before?.values[metric]
  const was = before === undefined ? '' : words.bench.was(parts(formatMetric(metric, before)).number)
  const name = metricName(metric, bench.ran?.run, level.focus)
  const target =
    goal === undefined
      ? ''
      : `${words.firstRun.goal} ${goal.op === '>=' ? '≥' : goal.op === '<=' ? '≤' : '='} ${parts(formatMetric(metric, goal.target)).number.replace(/\.0+$/, '')}`
  const middle = Math.floor(digits.length / 2)
  const sides = [name, was, target]
  const large = digits.map((row, index) =>
    spread(
      line(span(`${tall ? '      ' : ' '}${row}`, style)),
      line(span(sides[index - middle + 1] ?? '', index - middle + 1 === 1 ? 'muted' : 'plain'), '   '),
      width,
    ),
  )
  const goals = (
    bench.ran?.note.goals ?? level.goals.map((one) => ({ ...one, value: undefined, met: false }))
  ).map((one) => {
    const open = one.value === undefined || isEmpty(bench, one)
    const shown = one.value === undefined ? '' : open ? '–' : formatMetric(one.metric, one.value)
    return spread(
      line(
        tall ? '   ' : ' ',
        open ? '·' : span(one.met ? '✔' : '✘', one.met ? 'good' : 'bad'),
        ` ${plainLine(one.text)}`,
      ),
      line(`${parts(shown).number}   `),
      width,
    )
  })
  const reasons = (bench.ran?.run.guests ?? []).flatMap((guest) =>
    guest.boots ? [] : wrap(bootFailure(guest), width - 8).map((text) => line(span(`     ${text}`, 'bad'))),
  )
  const stretch = stretchLines(bench, width, tall)
  const tight = large.length + 1 + goals.length + stretch.length > height
  const body = [
    ...(tall ? [line('')] : []),
    ...large,
    ...(tight ? [] : [line('')]),
    ...goals,
    ...(stretch.length > 0 && tall ? [line('')] : []),
    ...stretch,
    ...(reasons.length > 0
      ? reasons
      : tall && stretch.length === 0
        ? [line(''), line(span(`   ${words.firstRun.moves}`, 'muted'))]
        : []),
  ]
  return panel(
    { ...place, title: words.bench.goal, note: goalsSaid(bench) },
    ofFormer(bench, body.slice(0, Math.max(0, height))),
  )
}

/** Where the time of one request goes: exits, the model, the rest. */
function shares(bench: Bench, width: number): Line[] {
  const run = bench.ran?.run
  if (run === undefined) return []
  const flow = run.flows[flowOf(bench, run)]
  const rows = flow.path.filter((row) => row.scope !== 'background')
  const all = rows.reduce((sum, row) => sum + row.nanos, 0) || 1
  const sum = (wanted: (act: string) => boolean) =>
    rows.reduce((total, row) => (wanted(row.act) ? total + row.nanos : total), 0) / all
  const exits = sum((act) => act === 'exit')
  const model = sum((act) => act === 'model')
  const bar = Math.max(8, width - 22)
  const one = (name: string, share: number, style: Style): Line =>
    exact(
      line(
        ` ${left(name, 9)} `,
        span(shareBar(share, bar), style),
        span(right(`${(share * 100).toFixed(1)} %`, 9)),
      ),
      width,
    )
  return [
    line(` ${words.firstRun.whereItGoes(time(flow.nanosAlone))}`),
    one(words.firstRun.exits, exits, 'exit'),
    one(words.firstRun.model, model, 'model'),
    one(words.firstRun.rest, Math.max(0, 1 - exits - model), 'muted'),
  ]
}

function legend(width: number, roomy: boolean): Line[] {
  if (!roomy) return words.firstRun.shortLegend.map((text) => restyle(line(` ${text}`), 'muted'))
  return words.firstRun.legend.flatMap(([sign, text]) =>
    wrap(text, width - 12).map((one, index) =>
      line(span(` ${left(index === 0 ? sign : '', 10)}`), span(one, 'muted')),
    ),
  )
}

function pathSide(state: State, bench: Bench, place: Place): Block {
  const width = innerWidth(place.width, place.boxed)
  const height = innerHeight(place.height, place.boxed)
  const run = bench.ran?.run
  const index = run === undefined ? -1 : flowOf(bench, run)
  const flow = run?.flows[index]
  const wanted = (flow?.path.length ?? 8) + 1
  const below = belowPath(bench, width, height - wanted, height >= 24)
  const here = rowHere(bench)
  const boots = run?.guests.find((guest) => guest.id === flow?.guest)?.boots !== false
  const note = !boots
    ? span(words.bench.meansNothing, 'bad')
    : span(
        flow === undefined || flow.requests === 0
          ? ''
          : `${words.bench.request(Math.max(1, here.ordinal))} of ${run === undefined ? 0 : requestCount(run, index)}`,
        'muted',
      )
  const ladder = pathBody(state, bench, width, Math.min(wanted, height - below.length), true)
  return panel({ ...place, title: words.bench.path, note: line(note), focused: bench.focus === 'path' }, [
    ...ofFormer(bench, ladder),
    ...below,
  ])
}

/** What the columns mean and where the time goes, as far as the ladder leaves room. */
function belowPath(bench: Bench, width: number, room: number, roomy: boolean): Line[] {
  const meaning = [line(''), ...legend(width, roomy)]
  const time = [line(''), ...shares(bench, width)]
  const short = [line(''), ...legend(width, false)]
  const choices = [[...meaning, ...time], [...short, ...time], short]
  return choices.find((lines) => lines.length <= room) ?? []
}

export function firstRunBody(state: State, bench: Bench, view: View, rows: number): Block {
  const boxed = isBoxed(view)
  const brief = briefPanel(bench, view.columns, boxed)
  const rest = rows - brief.length
  const leftCells = boxed ? 50 : 38
  const right = view.columns - leftCells - (boxed ? 0 : 1)
  const knob = isWhole(view) ? Math.max(13, Math.floor(rest / 2)) : Math.max(6, rest - 10)
  const leftBlock = [
    ...knobPanel(bench, { width: leftCells, height: knob, boxed }),
    ...goalPanel(bench, view, { width: leftCells, height: rest - knob, boxed }),
  ]
  return [
    ...brief,
    ...halves(leftBlock, pathSide(state, bench, { width: right, height: rest, boxed }), boxed),
  ]
}
