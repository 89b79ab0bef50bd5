/** Compare: which runs are A and B, playing both in step, and taking A onto the bench. */
import {
  configured,
  isRefusal,
  type Move,
  noteOf,
  type Play,
  reducePlay,
  score,
  valuesAfter,
} from '../../game/index.ts'
import { endOf, type Nanos, nextMoment, nextMomentOf, type Run } from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf, type Ran, tickNanos } from '../bench.ts'
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
} from '../state.ts'
import { type CompareAt, firstA, type Side, sideName, sideOf, sidesOf } from '../views/compare.ts'
import { requestFollowed } from '../views/following.ts'
import { moveBy, moved } from './moving.ts'
import { jobOf, movesFreely, simulateLoaded, withBenchState } from './runs.ts'

/** A scroll has no cursor: what is drawn ends it. */
const SCROLL_MOST = 60

/** @param a absent: the one that is compared with first */
export function openCompare(state: State, bench: Bench, a: Side | undefined = firstA(bench)): Step {
  if (bench.ran === undefined || a === undefined)
    return withBenchState(state, { ...bench, notice: words.time.nothingToCompare })
  const b = sideOf(bench.play.level, bench.ran)
  const { playhead } = bench
  const quiet = { ...state, bench: { ...bench, playing: false } }
  const scroll = { measured: 0, path: 0 }
  const shown = push(quiet, { at: 'compare', a, b, focus: 'measured', scroll, playhead, playing: false })
  return step(shown, ...again(bench, 'a', a))
}

/** Asks for the run of a side of which only the moves are kept. */
function again(bench: Bench, side: 'a' | 'b', { ran, name, moves }: Side): Effect[] {
  const { level } = bench.play
  const answer = configured(level, moves)
  if (ran !== undefined || isRefusal(answer)) return []
  return [{ kind: 'run-again', side, name, host: answer.host, ...jobOf(level) }]
}

export function compareCommand(
  state: State,
  bench: Bench,
  top: CompareAt,
  command: CommandId,
): Step | undefined {
  const by = moveBy(command)
  if (by !== undefined) return step(replaceTop(state, scrolled(top, by)))
  switch (command) {
    case 'a-before':
      return turn(state, bench, top, 'a', -1)
    case 'a-next':
      return turn(state, bench, top, 'a', 1)
    case 'b-before':
      return turn(state, bench, top, 'b', -1)
    case 'b-next':
      return turn(state, bench, top, 'b', 1)
    case 'swap': {
      const swapped: CompareAt = { ...top, a: top.b, b: top.a }
      return step(
        replaceTop(state, swapped),
        { kind: 'stop-again' },
        ...again(bench, 'a', swapped.a),
        ...again(bench, 'b', swapped.b),
      )
    }
    case 'take-a':
      return takeA(state, bench, top.a)
    case 'play-both':
      return playBoth(state, bench, top)
    case 'next-panel':
    case 'panel-before':
      return step(replaceTop(state, { ...top, focus: top.focus === 'path' ? 'measured' : 'path' }))
    case 'back':
      return step(pop(state), { kind: 'stop-again' })
    default:
      return undefined
  }
}

function scrolled(top: CompareAt, by: number): CompareAt {
  return { ...top, scroll: { ...top.scroll, [top.focus]: moved(top.scroll[top.focus], by, SCROLL_MOST) } }
}

/** To the run before or after among those that there are; its record is simulated again where it is not at hand. */
function turn(state: State, bench: Bench, top: CompareAt, side: 'a' | 'b', by: number): Step {
  const sides = sidesOf(bench)
  const at = sides.findIndex(({ name }) => name === top[side].name)
  const found = sides[at + by]
  if (found === undefined)
    return step(replaceTop(state, { ...top, notice: by < 0 ? words.compare.oldest : words.compare.newest }))
  const ready = [top.a, top.b].find(({ name, ran }) => name === found.name && ran !== undefined)
  const next = ready ?? found
  const playing = next.ran !== undefined && top.playing
  return step(replaceTop(state, { ...top, [side]: next, playing }), ...again(bench, side, next))
}

type Answer = Extract<Message, { kind: 'compared' }>

/** A former run is simulated again: the side that waits for it has it, if it is still wanted. */
export function compared(state: State, { side, name, run, baseline }: Answer): Step {
  const { bench } = state
  if (bench === undefined) return step(state)
  const fill = (one: Side): Side =>
    one.name === name && one.ran === undefined ? { ...one, ran: ranOf(bench, one, run, baseline) } : one
  const stack = state.stack.map((screen) =>
    screen.at === 'compare' ? { ...screen, [side]: fill(screen[side]) } : screen,
  )
  return step({ ...state, stack })
}

function ranOf(bench: Bench, { moves, number = 0 }: Side, run: Run, baseline: Run | undefined): Ran {
  const { level } = bench.play
  const note = { ...noteOf(level, moves, run, baseline), number }
  return { number, run, note, score: score(level, run, baseline), values: note.values }
}

/** A on the bench, knob by knob, so that undo leads back. */
function takeA(state: State, bench: Bench, a: Side): Step {
  const { moves } = bench.play
  const missing = missingMoves(bench.play, a)
  if (missing.length === 0) return step(withCompareNotice(state, words.compare.liesThere(sideName(a))))
  let { play } = bench
  for (let todo = missing; todo.length > 0; todo = missingMoves(play, a)) {
    const next = firstPossible(play, todo)
    if (next === undefined) return step(withCompareNotice(state, words.compare.cannotTake))
    play = next
  }
  const notice = words.compare.taken(sideName(a), play.moves.length - moves.length)
  const under = { ...pop(state), bench }
  const loaded = simulateLoaded(under, { ...bench, notice }, play)
  return step(loaded.state, { kind: 'stop-again' }, ...loaded.effects)
}

function missingMoves({ level, moves }: Play, side: Side): Move[] {
  const wanted = valuesAfter(level, side.moves)
  const now = valuesAfter(level, moves)
  return level.knobs.flatMap(({ key }, index) =>
    now[index] === wanted[index] ? [] : [{ key, value: wanted[index] }],
  )
}

/** Some knobs can be turned only after others. */
function firstPossible(play: Play, todo: readonly Move[]): Play | undefined {
  for (const { key, value } of todo) {
    const answer = reducePlay(play, { kind: 'set', key, value })
    if (!isRefusal(answer)) return answer.play
  }
  return undefined
}

function withCompareNotice(state: State, notice: string): State {
  const top = topOf(state)
  return top.at === 'compare' ? replaceTop(state, { ...top, notice }) : state
}

/** Both from here on; with reduced motion, to the next thing that happens in either. */
function playBoth(state: State, bench: Bench, top: CompareAt): Step {
  const runs = runsOf(top)
  if (runs.length < 2) return step(replaceTop(state, { ...top, notice: words.compare.wait }))
  const end = endOfBoth(bench, runs, top.playhead)
  if (!movesFreely(state)) {
    const moments = runs.map((run) => momentAfter(bench, run, top.playhead)).filter((at) => at !== undefined)
    return step(replaceTop(state, { ...top, playhead: moments.length === 0 ? 0 : Math.min(...moments) }))
  }
  const over = top.playhead >= end
  return step(replaceTop(state, { ...top, playing: !top.playing, playhead: over ? 0 : top.playhead }))
}

function runsOf({ a, b }: CompareAt): readonly Run[] {
  return [a.ran?.run, b.ran?.run].filter((run) => run !== undefined)
}

function momentAfter(bench: Bench, run: Run, at: Nanos): Nanos | undefined {
  const request = requestFollowed(run, bench.follow)
  return request < 0 ? nextMoment(run, flowOf(bench, run), at) : nextMomentOf(run, request, at)
}

/** Until the later of both ends; of the request that is followed, where one is and it has not ended. */
function endOfBoth(bench: Bench, runs: readonly Run[], from: Nanos): Nanos {
  const whole = Math.max(...runs.map((run) => run.duration))
  const ends = runs.map((run) => {
    const request = requestFollowed(run, bench.follow)
    return request < 0 ? 0 : (endOf(run, request) ?? run.duration)
  })
  const last = Math.max(...ends)
  return last > from ? last : whole
}

/** One tick of the clock. */
export function tickBoth(state: State): Step {
  const { bench } = state
  const top = topOf(state)
  if (bench === undefined || top.at !== 'compare' || !top.playing) return step(state)
  const end = endOfBoth(bench, runsOf(top), top.playhead)
  const playhead = Math.min(end, top.playhead + tickNanos(bench.speed))
  return step(replaceTop(state, { ...top, playhead, playing: playhead < end }))
}
