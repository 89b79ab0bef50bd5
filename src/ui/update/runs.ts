/** Runs on the bench: asked for, scored, noted, kept beside the one before; and trials beside them. */
import {
  configured,
  countConfigurations,
  hostOf,
  isRefusal,
  LARGEST_SPACE,
  type Level,
  type Move,
  measuredMetrics,
  needsBaseline,
  noteOf,
  type Play,
  problemsOfHost,
  type RunNote,
  readerOf,
  readSafely,
  reducePlay,
  SANDBOX_ID,
  score,
} from '../../game/index.ts'
import type { Run } from '../../machine/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, fittingSpeed, flowOf, type Ran } from '../bench.ts'
import { type Effect, push, type State, type Step, step, topOf, withBench } from '../state.ts'
import { isExamined } from '../task.ts'
import { savedMoves } from '../views/debrief-run.ts'
import { exploredHere } from '../views/explore-view.ts'
import { requestFollowed, requestSaid } from '../views/following.ts'
import { guessSaid } from '../views/guess-said.ts'
import { allFlipsOf, flipsOf, trialName } from '../views/trials.ts'
import { flipMetrics } from '../views/why-view.ts'

export function withBenchState(state: State, bench: Bench, ...effects: readonly Effect[]): Step {
  return step({ ...state, bench }, ...effects)
}

/** Asks for the run of what lies on the bench. A host that cannot be is not run: the bench says why. */
export function simulate(state: State, bench: Bench): Step {
  const { level } = bench.play
  const serial = bench.serial + 1
  const [problem] = problemsOfHost(bench.play)
  if (problem !== undefined)
    return withBenchState(state, {
      ...bench,
      serial,
      pending: undefined,
      playing: false,
      impossible: machineLine(problem.message),
    })
  const effect: Effect = { kind: 'simulate', serial, host: hostOf(bench.play), ...jobOf(level) }
  const running: Bench = { ...bench, serial, pending: { serial, share: 0 }, impossible: undefined }
  return withBenchState(state, running, effect)
}

/** Runs a changed play: its trials are forgotten, and it is saved. */
export function simulateChanged(state: State, bench: Bench): Step {
  const started = simulate(state, bench)
  const kept = withBench(started.state)
  return step(kept, { kind: 'forget-trials' }, { kind: 'save', progress: kept.progress }, ...started.effects)
}

/** Another play on the bench, in the place of the one that lies there. */
export function simulateLoaded(state: State, bench: Bench, play: Play): Step {
  return simulateChanged(state, { ...bench, play, incident: undefined, focus: 'bench', atStart: false })
}

export function jobOf(level: Level): { seed: number; duration: number; baseline: boolean } {
  return { seed: level.seeds[0], duration: level.duration, baseline: needsBaseline(level) }
}

/** A run is there: it is scored, noted and shown; the one before stays beside it. */
export function ran(state: State, bench: Bench, run: Run, baseline: Run | undefined): Step {
  const { level, moves } = bench.play
  const noted = noteOf(level, moves, run, baseline)
  const answer = reducePlay(bench.play, { kind: 'ran', note: noted })
  if (isRefusal(answer))
    return withBenchState(state, { ...bench, notice: answer.problem, pending: undefined })
  const note = answer.play.runs[answer.play.runs.length - 1]
  const newest: Ran = {
    number: bench.opened.runs + note.number,
    run,
    note,
    score: score(level, run, baseline),
    values: note.values,
  }
  const first = bench.ran === undefined
  const next: Bench = {
    ...bench,
    play: answer.play,
    ran: newest,
    before: bench.atStart === true ? undefined : bench.ran,
    pending: undefined,
    // The same simulated time, whatever came before it in this run.
    playhead: Math.min(bench.playhead, run.duration),
    speed: first ? fittingSpeed(run.flows[flowOf(bench, run)]?.nanosAlone ?? 0) : bench.speed,
    playing: level.big !== undefined && first ? movesFreely(state) : bench.playing,
    notice: noticeAfter(bench, answer.play, note) ?? lostSaid(bench, run),
    follow: requestFollowed(run, bench.follow) < 0 ? undefined : bench.follow,
    longest: undefined,
  }
  const kept = withBench({ ...state, bench: next })
  return step(kept, { kind: 'save', progress: kept.progress })
}

/** The request that was followed is not in the new run. */
function lostSaid({ follow, ran }: Bench, run: Run): string | undefined {
  if (follow === undefined || ran === undefined || requestFollowed(run, follow) >= 0) return undefined
  return words.time.notInThisRun(requestSaid(ran.run, requestFollowed(ran.run, follow)))
}

/** Whether what moves may do so often, and by itself. */
export function movesFreely(state: State): boolean {
  const { motion } = state.progress.settings
  return motion === 'auto' ? !state.environment.reducedMotion : motion === 'full'
}

function noticeAfter(bench: Bench, play: Play, note: RunNote): string | undefined {
  const best = Math.max(0, ...bench.play.runs.map((run) => run.medals))
  if (note.passed && note.medals > best && play.level.id !== SANDBOX_ID) return words.bench.passed
  const first = bench.ran === undefined && bench.opened.guessed === undefined
  return (first ? guessSaid({ ...bench, play }) : undefined) ?? bench.notice
}

/** Opens the debrief and has the ways of the author simulated. */
export function openDebrief(from: Step): Step {
  const { state } = from
  const { bench } = state
  if (bench === undefined) return from
  const shown =
    topOf(state).at === 'debrief'
      ? state
      : push({ ...state, bench: { ...bench, playing: false } }, { at: 'debrief', scroll: 0 })
  const { level } = bench.play
  const saved = savedMoves(bench)
  const others = isExamined(bench) ? [] : level.references.map(({ moves }) => moves)
  const wanted = [...(saved === undefined ? [] : [saved]), ...others]
  const tries = wanted.flatMap((moves) => trialOf(level, moves, bench))
  const asks: Effect[] =
    !isExamined(bench) &&
    exploredHere(state, level) === undefined &&
    countConfigurations(level) <= LARGEST_SPACE
      ? [{ kind: 'explore', level }]
      : []
  return step(shown, ...from.effects, ...tries, ...asks)
}

function trialOf(level: Level, moves: readonly Move[], bench: Bench): Effect[] {
  const trial = trialName(moves)
  if (bench.trials[trial] !== undefined) return []
  const answer = configured(level, moves)
  return isRefusal(answer) ? [] : [{ kind: 'try', trial, host: answer.host, ...jobOf(level) }]
}

/** A trial is there: its numbers are kept, its record is not. */
export function tried(state: State, bench: Bench, trial: string, run: Run, baseline: Run | undefined): Step {
  const { level } = bench.play
  const read = readerOf(run, baseline)
  const safely = readSafely(run, baseline)
  const values = Object.fromEntries([
    ...measuredMetrics(level).map((metric) => [metric, read(metric)]),
    ...askedOf(state, bench).map((metric) => [metric, safely(metric)]),
  ])
  const { passed, goals } = score(level, run, baseline)
  const failed = goals.find((goal) => !goal.met)?.text
  const met = goals.map((goal) => goal.met)
  const known = { values, passed, failed, met }
  return withBenchState(state, { ...bench, trials: { ...bench.trials, [trial]: known } })
}

/** What is asked after on the way to here, beside what the level shows. */
function askedOf({ stack }: State, bench: Bench): readonly string[] {
  const why = stack.findLast((screen) => screen.at === 'why')
  if (why?.at !== 'why') return []
  return flipMetrics(bench, why)
}

/** Has every knob turned alone simulated, where a number of it is not known yet. */
export function tryAllFlips(bench: Bench, metrics: readonly string[]): Effect[] {
  if (isExamined(bench)) return []
  const { level, moves } = bench.play
  const knows = (one: readonly Move[]) => {
    const trial = bench.trials[trialName(one)]
    return trial?.met !== undefined && metrics.every((metric) => trial.values?.[metric] !== undefined)
  }
  return allFlipsOf(level, moves)
    .filter((flip) => !knows(flip.moves))
    .flatMap((flip) => trialOf(level, flip.moves, { ...bench, trials: {} }))
}

/** Has every configuration with one knob turned simulated. */
export function tryFlips(bench: Bench): Effect[] {
  if (isExamined(bench)) return []
  const { level, moves } = bench.play
  return flipsOf(level, moves).flatMap((flip) => trialOf(level, flip.moves, bench))
}
