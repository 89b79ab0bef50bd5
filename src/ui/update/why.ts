/** Why: opened for what is in hand, folded and unfolded, shown on the timeline, and a change tried. */
import { type Run, requestOf } from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { grouped } from '../looks/format.ts'
import { rowHere } from '../screens/panels.ts'
import { push, replaceTop, type State, type Step, step, topOf, type WhyScreen, withNotice } from '../state.ts'
import { isExamined } from '../task.ts'
import { routingRows } from '../views/routing.ts'
import { causeOfStep, flipMetrics, flipRows, whyOf, whyRows } from '../views/why-view.ts'
import { asKind } from '../widgets/follow-lines.ts'
import { chooseValue } from './bench.ts'
import { moveBy, moved } from './moving.ts'
import { tryAllFlips } from './runs.ts'

type Asked = WhyScreen['asked']

/** What is asked after; of the path, the step that its cursor is on, and what is said of the request. */
interface InHand {
  readonly asked: Asked
  readonly step?: string
  readonly notice?: string
}

/** What the panel in hand is about. */
function inHand(bench: Bench): InHand {
  const { level } = bench.play
  const { focus, incident, ran } = bench
  const unmet = ran?.score.goals.find((goal) => !goal.met)?.metric
  const number = (metric: string): InHand => ({ asked: { of: 'metric', metric } })
  const usual = unmet ?? level.big ?? level.headline[0]
  if (ran === undefined) return number(usual)
  if (focus === 'measured') return number(level.show[bench.scroll.measured ?? 0] ?? level.headline[0])
  if (focus === 'goals') return number(level.goals[bench.scroll.goals ?? 0]?.metric ?? usual)
  if (incident !== undefined && focus !== 'bench') return { asked: { of: 'violation', index: incident } }
  if (focus === 'cores') return number('cpu')
  const { fault = -1 } = bench
  if (ran.run.contained[fault]?.at === bench.playhead) return { asked: { of: 'contained', index: fault } }
  return focus === 'path' ? pathInHand(bench, ran.run) : number(usual)
}

/** The request that the path shows, once it has ended; without one, what all of its kind take. */
function pathInHand(bench: Bench, run: Run): InHand {
  const flow = flowOf(bench, run)
  const { ordinal, kind } = rowHere(bench)
  const { path } = asKind(run.flows[flow], kind)
  const step = path.findLast(
    ({ times, nanos }, row) => row <= (bench.scroll.path ?? 0) && (times > 0 || nanos > 0),
  )?.text
  const request = ordinal > 0 ? requestOf(run, flow, ordinal) : -1
  if (request >= 0 && run.requests.end[request] > 0) return { asked: { of: 'request', index: request }, step }
  const notice = request < 0 ? undefined : words.why.root.still(grouped(ordinal))
  return { asked: { of: 'metric', metric: `latency-p50@${run.flows[flow].id}` }, step, notice }
}

/** Of the interrupt in hand: what got lost at its device, else how many there are. */
function ofVector(bench: Bench, cursor: number): Asked | undefined {
  const rows = routingRows(bench)
  const row = rows[moved(cursor, 0, rows.length)]
  const flow = bench.ran?.run.flows[row?.index ?? -1]
  return flow && { of: 'metric', metric: `${flow.dropped > 0 ? 'drops' : 'interrupts'}@${flow.id}` }
}

/** Opens Why for what is in hand, and has every knob turned alone simulated. */
export function openWhy(state: State): Step {
  const { bench } = state
  if (bench === undefined) return step(state)
  if (bench.ran === undefined) return step(withNotice(state, words.why.noRun))
  const top = topOf(state)
  const vector = top.at === 'routing' ? ofVector(bench, top.cursor) : undefined
  const asked = vector === undefined ? inHand(bench) : { asked: vector }
  return asks({ ...state, bench: { ...bench, playing: false, notice: undefined } }, asked, push)
}

function asks(state: State, { asked, step: held, notice }: InHand, put: typeof push): Step {
  const { bench } = state
  if (bench === undefined) return step(state)
  const first: WhyScreen = { at: 'why', asked, panel: 'causes', cursor: 0, flip: 0, turned: [], notice }
  const why = held === undefined ? undefined : whyOf(bench, first)
  const shown = put(
    state,
    why === undefined || held === undefined ? first : { ...first, ...causeOfStep(why, held) },
  )
  return step(shown, { kind: 'forget-trials' }, ...tryAllFlips(bench, flipMetrics(bench, { asked })))
}

/** The number after this one, of those that the level shows. */
function nextNumber(bench: Bench, { asked }: WhyScreen): InHand {
  const { level } = bench.play
  const shown = [...new Set([...level.show, ...level.goals.map(({ metric }) => metric)])]
  const at = asked.of === 'metric' ? shown.indexOf(asked.metric) : -1
  return { asked: { of: 'metric', metric: shown[(at + 1) % shown.length] } }
}

/** A command on the Why screen; undefined: not its business. */
export function whyCommand(
  state: State,
  bench: Bench,
  screen: WhyScreen,
  command: CommandId,
): Step | undefined {
  const to = (change: Partial<WhyScreen>) => step(replaceTop(state, { ...screen, ...change }))
  const by = moveBy(command)
  const why = whyOf(bench, screen)
  const rows = why === undefined ? [] : whyRows(why, screen.turned)
  const row = rows[Math.min(screen.cursor, rows.length - 1)]
  if (by !== undefined)
    return screen.panel === 'causes'
      ? to({ cursor: moved(screen.cursor, by, rows.length) })
      : to({ flip: moved(screen.flip, by, flipRows(bench).length) })
  switch (command) {
    case 'next-panel':
      if (screen.panel === 'causes') return to({ panel: 'flips' })
      return asks(state, nextNumber(bench, screen), replaceTop)
    case 'panel-before':
      return to({ panel: screen.panel === 'flips' ? 'causes' : 'flips' })
    case 'panel-number':
      return step(state)
    case 'fold':
    case 'unfold':
      return row === undefined ? step(state) : folds(state, screen, rows, row, command === 'unfold')
    case 'show-example':
      if (screen.panel === 'flips') return triesFlip(state, bench, screen)
      return row === undefined ? step(state) : onTimeline(state, bench, row.cause.example)
    case 'try-flip':
      return triesFlip(state, bench, screen)
    default:
      return undefined
  }
}

/** Folding what is folded goes up; unfolding what is open goes down. */
function folds(
  state: State,
  screen: WhyScreen,
  rows: ReturnType<typeof whyRows>,
  row: ReturnType<typeof whyRows>[number],
  opens: boolean,
): Step {
  const to = (change: Partial<WhyScreen>) =>
    step(replaceTop(state, { ...screen, panel: 'causes', ...change }))
  const at = rows.indexOf(row)
  const foldable = row.cause.causes.length > 0 || row.cause.because.length > 0
  if (foldable && row.open !== opens && !(row.path === '0' && !opens)) {
    const { turned } = screen
    const kept = turned.includes(row.path) ? turned.filter((one) => one !== row.path) : [...turned, row.path]
    return to({ turned: kept, cursor: at })
  }
  if (opens) return to({ cursor: row.cause.causes.length > 0 ? moved(at, 1, rows.length) : at })
  const up = row.path.slice(0, Math.max(1, row.path.lastIndexOf('.')))
  return to({
    cursor: Math.max(
      0,
      rows.findIndex((one) => one.path === up),
    ),
  })
}

/** The playhead goes to a moment that shows this, and the bench to its path. */
function onTimeline(state: State, bench: Bench, example: { flow: string; at: number } | undefined): Step {
  if (example === undefined) return step(withNotice(state, words.why.noExample))
  const moment = `${(example.at / 1_000_000).toFixed(3)} ms`
  const shown: Bench = {
    ...bench,
    playhead: example.at,
    playing: false,
    flow: example.flow,
    focus: bench.incident === undefined ? 'path' : bench.focus,
    tab: bench.incident === undefined ? 'path' : bench.tab,
    notice: words.why.onTimeline(moment),
  }
  return step({ ...onBench(state), bench: shown })
}

function onBench(state: State): State {
  return { ...state, stack: state.stack.slice(0, state.stack.findIndex((one) => one.at === 'bench') + 1) }
}

function triesFlip(state: State, bench: Bench, screen: WhyScreen): Step {
  const row = flipRows(bench)[screen.flip]
  if (isExamined(bench)) return step(withNotice(state, words.task.hiddenWhat(words.task.trials)))
  if (row === undefined) return step(state)
  const knob = bench.play.level.knobs.find((one) => one.key === row.flip.key)
  return chooseValue(onBench(state), row.flip.key, knob?.values.indexOf(row.flip.value) ?? -1)
}
