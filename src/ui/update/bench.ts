/** What happens on the bench: moves, runs, playback, violations. */
import {
  isRefusal,
  type Level,
  levelProgress,
  type Move,
  newPlay,
  type PlayMessage,
  parseMove,
  reducePlay,
  SANDBOX_ID,
  valuesAfter,
} from '../../game/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf, flowOfKnob, newBench, type PanelId } from '../bench.ts'
import {
  type Effect,
  type Message,
  pop,
  push,
  replaceTop,
  type State,
  type Step,
  step,
  topOf,
  withBench,
} from '../state.ts'
import { panelName, SCROLLED, TABS, VIOLATION_TABS } from '../tabs.ts'
import { rulesOf } from '../task.ts'
import { hasDebrief } from '../views/debrief-run.ts'
import { offeredHint } from '../views/hint-offered.ts'
import { orderedKnobs } from '../views/knob-order.ts'
import { gaugeLines } from '../widgets/gauges.ts'
import { openCompare } from './compare.ts'
import { moveBy, moved } from './moving.ts'
import { nextPanel, toNumber } from './panel-in-hand.ts'
import { playCommand, seek, tick } from './playback.ts'
import { openDebrief, ran, simulate, simulateChanged, tried, withBenchState } from './runs.ts'

/** Puts a level on the bench with what lay there before. `quiet`: without the question. */
export function openBench(state: State, level: Level, quiet = false): Step {
  const opened = levelProgress(state.progress, level.id)
  const moves: Move[] = opened.moves.flatMap((text) => {
    const move = parseMove(text)
    return isRefusal(move) ? [] : [move]
  })
  const fresh = {
    ...newPlay(level),
    hintsShown: opened.hints,
    ...(opened.guess === undefined ? {} : { guess: opened.guess }),
  }
  const loaded = reducePlay(fresh, { kind: 'load', moves })
  const rules = rulesOf(state, level)
  const bench = newBench(isRefusal(loaded) ? fresh : loaded.play, opened, rules)
  const progress = { ...state.progress, last: level.id }
  const shown: State = {
    ...state,
    progress,
    stack: [{ at: 'map', cursor: Math.max(0, state.levels.indexOf(level)) }, { at: 'bench' }],
    bench,
  }
  const kept: Effect[] = [{ kind: 'forget-trials' }, { kind: 'save', progress }]
  const asks =
    !quiet &&
    // The very first level begins without words, but where the guess counts.
    (level.big === undefined || rules !== undefined) &&
    opened.runs === 0 &&
    opened.guess === undefined &&
    opened.skipped !== true &&
    level.predict.choices.length > 0
  if (asks) return step(push(shown, { at: 'menu', menu: { of: 'guess' } }), ...kept)
  const started = simulate(shown, bench)
  return step(started.state, ...kept, ...started.effects)
}

/** A message to the play; a change of the configuration is simulated at once. */
export function toPlay(state: State, bench: Bench, message: PlayMessage): Step {
  const answer = reducePlay(bench.play, message)
  if (isRefusal(answer)) return withBenchState(state, { ...bench, notice: answer.problem })
  const atStart = message.kind === 'undo' && answer.play.moves.length === 0
  const next: Bench = { ...withoutIncident(bench), play: answer.play, notice: undefined, atStart }
  return simulateChanged(state, next)
}

function withoutIncident(bench: Bench): Bench {
  if (bench.incident === undefined) return bench
  return { ...bench, incident: undefined, focus: 'bench', tab: bench.tab === 'memory' ? 'path' : bench.tab }
}

export function chooseValue(state: State, key: string, index: number): Step {
  const { bench } = state
  const value = bench?.play.level.knobs.find((knob) => knob.key === key)?.values[index]
  if (bench === undefined || value === undefined || knobValue(bench, key) === value) return step(state)
  return toPlay(state, bench, { kind: 'set', key, value })
}

export function chooseGuess(state: State, index: number): Step {
  const { bench } = state
  if (bench === undefined) return step(state)
  const answer = reducePlay(bench.play, { kind: 'guess', choice: index })
  return simulate(state, isRefusal(answer) ? bench : { ...bench, play: answer.play })
}

/** Closing the question without an answer runs the level too. */
export function skipGuess(state: State): Step {
  return state.bench === undefined ? step(pop(state)) : simulate(pop(state), state.bench)
}

export function showHint(state: State): Step {
  const { bench } = state
  const top = topOf(state)
  const hint = bench && offeredHint(bench)
  const open = top.at === 'hint' && top.shown !== undefined
  if (bench === undefined || hint === undefined || hint.shown || open) return step(pop(state))
  const answer = reducePlay(bench.play, { kind: 'hint', index: hint.index })
  if (isRefusal(answer)) return step(pop(state))
  const kept = withBench({ ...state, bench: { ...bench, play: answer.play } })
  const shown = replaceTop(kept, { at: 'hint', shown: hint.index })
  return step(shown, { kind: 'save', progress: kept.progress })
}

export function knobValue(bench: Bench, key: string): string {
  const { level, moves } = bench.play
  return valuesAfter(level, moves)[level.knobs.findIndex((knob) => knob.key === key)] ?? ''
}

function turn(state: State, bench: Bench, by: number): Step {
  const knob = orderedKnobs(bench.play.level)[bench.knob]
  if (knob === undefined) return step(state)
  const value = knob.values[knob.values.indexOf(knobValue(bench, knob.key)) + by]
  return value === undefined ? step(state) : toPlay(state, bench, { kind: 'set', key: knob.key, value })
}

/** Do ← → and Enter act on the knob in hand? */
function handsOnKnobs(bench: Bench): boolean {
  return bench.focus === 'bench'
}

/** A key that means nothing in the panel in hand says how to get back to the knobs. */
function elsewhere(state: State, bench: Bench): Step {
  const tabs = bench.incident === undefined ? TABS : VIOLATION_TABS
  const notice = words.bench.elsewhere(panelName(bench.focus), tabs.indexOf('bench') + 1)
  return withBenchState(state, { ...bench, notice })
}

/** A command on the bench; undefined: not the bench's business. */
export function benchCommand(
  state: State,
  bench: Bench,
  command: CommandId,
  key: string,
  columns: number,
): Step | undefined {
  const by = moveBy(command)
  if (by !== undefined) return movePanel(state, bench, by)
  switch (command) {
    case 'value-before':
      if (!handsOnKnobs(bench)) return elsewhere(state, bench)
      return turn(state, bench, -1)
    case 'next-value':
      if (!handsOnKnobs(bench)) return elsewhere(state, bench)
      return turn(state, bench, 1)
    case 'values':
      if (bench.focus === 'violation') return playCommand(state, bench, 'step-back')
      if (!handsOnKnobs(bench)) return elsewhere(state, bench)
      return step(
        push(state, {
          at: 'menu',
          menu: { of: 'values', key: orderedKnobs(bench.play.level)[bench.knob].key },
        }),
      )
    case 'undo':
      return toPlay(state, bench, { kind: 'undo' })
    case 'redo':
      return toPlay(state, bench, { kind: 'redo' })
    case 'hint':
      return step(push(state, { at: 'hint' }))
    case 'routing':
      return step(push(state, { at: 'routing', cursor: 0 }))
    case 'debrief':
      if (bench.play.level.id === SANDBOX_ID)
        return withBenchState(state, { ...bench, notice: words.sandbox.noDebrief })
      if (hasDebrief(bench)) return openDebrief(step(state))
      return withBenchState(state, { ...bench, notice: words.bench.notPassed })
    case 'unit': {
      const path = state.progress.settings.path === 'mib' ? 'request' : 'mib'
      const progress = { ...state.progress, settings: { ...state.progress.settings, path } as const }
      const notice = words.bench.timesPer[path]
      return step({ ...state, progress, bench: { ...bench, notice } }, { kind: 'save', progress })
    }
    case 'compare':
      return openCompare(state, bench)
    case 'next-panel':
      return withBenchState(state, nextPanel(bench, 1, columns))
    case 'panel-before':
      return withBenchState(state, nextPanel(bench, -1, columns))
    case 'panel-number':
      return withBenchState(state, toNumber(bench, key))
    case 'back':
      if (bench.incident !== undefined) return withBenchState(state, withoutIncident(bench))
      return bench.focus === 'bench' ? undefined : withBenchState(state, { ...bench, focus: 'bench' })
    default:
      return playCommand(state, bench, command)
  }
}

/** ↑ and ↓: the knob in hand, or the lines of the focused panel. */
function movePanel(state: State, bench: Bench, by: number): Step {
  const { focus } = bench
  if (focus === 'bench') return withBenchState(state, toKnob(bench, by))
  if (!SCROLLED.includes(focus)) return elsewhere(state, bench)
  const from = bench.scroll[focus] ?? 0
  const to = focus === 'path' ? stepOfPath(bench, from, by) : moved(from, by, linesOf(bench, focus))
  return withBenchState(state, { ...bench, scroll: { ...bench.scroll, [focus]: to } })
}

/** The path follows the knob in hand to its device. */
function toKnob(bench: Bench, by: number): Bench {
  return atKnob(bench, moved(bench.knob, by, bench.play.level.knobs.length))
}

/** With another knob in hand. */
export function atKnob(bench: Bench, knob: number): Bench {
  const { level } = bench.play
  if (knob === bench.knob) return { ...bench, notice: undefined }
  const flow = flowOfKnob(orderedKnobs(level)[knob].key, bench.ran?.run) ?? bench.flow
  const scroll = flow === bench.flow ? bench.scroll : { ...bench.scroll, path: 0 }
  return { ...bench, knob, flow, scroll, notice: undefined }
}

/** The cursor of the path goes over steps that do not happen at rest. */
function stepOfPath(bench: Bench, from: number, by: number): number {
  const run = bench.ran?.run
  const path = run?.flows[flowOf(bench, run)]?.path ?? []
  const shown = [...path.keys()].filter((row) => path[row].times > 0 || path[row].nanos > 0)
  const at = shown.findLastIndex((row) => row <= from)
  return shown[moved(Math.max(0, at), by, shown.length)] ?? 0
}

function linesOf(bench: Bench, panel: PanelId): number {
  const run = bench.ran?.run
  if (panel === 'log') return bench.play.runs.length
  if (panel === 'measured') return bench.play.level.show.length
  if (panel === 'goals') return bench.play.level.goals.length
  if (run === undefined) return 0
  if (panel === 'queues') return gaugeLines(run, flowOf(bench, run), bench.playhead, 80).length
  return run.cores.length
}

/** Messages that only the bench understands. */
type BenchMessage = Extract<Message, { kind: 'tick' | 'move' | 'seek' | 'progress' | 'ran' | 'tried' }>

export function benchMessage(state: State, bench: Bench, message: BenchMessage): Step {
  switch (message.kind) {
    case 'tick':
      return tick(state, bench)
    case 'move':
      return toPlay(state, bench, { kind: 'set', ...message.move })
    case 'seek':
      return seek(state, bench, message.at)
    case 'progress':
      if (bench.pending?.serial !== message.serial) return step(state)
      return withBenchState(state, { ...bench, pending: { serial: message.serial, share: message.share } })
    case 'ran':
      return bench.pending?.serial === message.serial
        ? ran(state, bench, message.run, message.baseline)
        : step(state)
    case 'tried':
      return tried(state, bench, message.trial, message.run, message.baseline)
  }
}
