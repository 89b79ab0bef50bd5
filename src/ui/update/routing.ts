/** The screen of interrupts: its keys are moves of the level's own knobs. */
import { isRefusal, type Move, reducePlay } from '../../game/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { replaceTop, type Screen, type State, type Step, step, withNotice } from '../state.ts'
import {
  alongWith,
  type Found,
  isPosted,
  movesToCore,
  movesToSpread,
  nextDelivery,
  nextNumber,
  type RoutingRow,
  routingRows,
} from '../views/routing.ts'
import { toPlay } from './bench.ts'
import { moveBy, moved } from './moving.ts'
import { playCommand } from './playback.ts'

type Routing = Extract<Screen, { at: 'routing' }>

function told(state: State, notice: string): Step {
  return step(withNotice(state, notice))
}

/** The moves one after the other, and one run of what they lead to. */
function plays(state: State, bench: Bench, moves: readonly Move[], notice?: string): Step {
  let { play } = bench
  for (const move of moves.slice(0, -1)) {
    const answer = reducePlay(play, { kind: 'set', ...move })
    if (isRefusal(answer)) return told(state, answer.problem)
    play = answer.play
  }
  const done = toPlay(state, { ...bench, play }, { kind: 'set', ...moves[moves.length - 1] })
  const after = done.state.bench
  if (after === undefined) return done
  const made = after.notice === undefined ? { ...done.state, bench: kept(bench, after, moves) } : done.state
  return { ...done, state: withNotice(made, after.notice ?? notice) }
}

/** Several moves of one key are remembered as such. */
function kept(before: Bench, after: Bench, moves: readonly Move[]): Bench {
  const end = after.play.moves.length
  if (moves.length < 2 || end - before.play.moves.length !== moves.length) return after
  const others = (after.together ?? []).filter((one) => one.end <= before.play.moves.length)
  return { ...after, together: [...others, { end, moves }] }
}

function isSame(moves: readonly (Move | undefined)[], others: readonly Move[]): boolean {
  return others.every(({ key, value }, at) => moves[at]?.key === key && moves[at]?.value === value)
}

/** Moves that one key made go together, and come back together. */
function takes(state: State, bench: Bench, kind: 'undo' | 'redo'): Step {
  const { moves, undone } = bench.play
  const group = (bench.together ?? []).find((one) =>
    kind === 'undo'
      ? one.end === moves.length && isSame(moves.slice(-one.moves.length), one.moves)
      : one.end - one.moves.length === moves.length &&
        isSame(undone.slice(-one.moves.length).reverse(), one.moves),
  )
  let { play } = bench
  for (let more = (group?.moves.length ?? 1) - 1; more > 0; more -= 1) {
    const answer = reducePlay(play, { kind })
    if (!isRefusal(answer)) play = answer.play
  }
  const done = toPlay(state, { ...bench, play }, { kind })
  return { ...done, state: withNotice(done.state, done.state.bench?.notice) }
}

function toCore(state: State, bench: Bench, row: RoutingRow, by: number): Step {
  if (row.vector === undefined) return told(state, words.routing.clockStays)
  const found = movesToCore(bench, row.vector, by)
  const along = typeof found === 'string' ? 0 : alongWith(bench, row.vector, found)
  const together = along === 0 ? undefined : words.routing.together(along)
  return went(state, bench, found, words.routing.noCore(row.flow), words.routing.noFurther, together)
}

function went(
  state: State,
  bench: Bench,
  found: Found,
  noKnob: string,
  noValue: string,
  notice?: string,
): Step {
  if (found === 'no-knob') return told(state, noKnob)
  if (found === 'no-value') return told(state, noValue)
  const overruled = found.length > 1 && found.some(({ key }) => key === 'host.irqBalance')
  return plays(state, bench, found, overruled ? words.routing.balanceOff : notice)
}

/** One knob of the row's device at another value. */
function turns(
  state: State,
  bench: Bench,
  row: RoutingRow,
  what: keyof typeof words.routing.whats,
  move: Move | 'no-knob' | 'no-value',
): Step {
  if (row.vector === undefined) return told(state, words.routing.clockStays)
  const name = words.routing.whats[what]
  if (move === 'no-knob') return told(state, words.routing.noKnob(name, row.flow))
  if (move === 'no-value') return told(state, words.routing.only(name))
  const unposted = move.value === 'posted' && !isPosted(bench, row.flow, [move])
  const adapted = what !== 'delivery' && row.vector.adaptive
  return plays(
    state,
    bench,
    [move],
    unposted ? words.routing.notPosted : adapted ? words.routing.adaptive : undefined,
  )
}

/** A command on the screen of interrupts; undefined: not its business. */
export function routingCommand(
  state: State,
  bench: Bench,
  top: Routing,
  command: CommandId,
): Step | undefined {
  const rows = routingRows(bench)
  const cursor = moved(top.cursor, 0, rows.length)
  const row = rows[cursor]
  const by = moveBy(command)
  if (by !== undefined) return step(replaceTop(state, { ...top, cursor: moved(cursor, by, rows.length) }))
  switch (command) {
    case 'routing-play':
      return playCommand(state, bench, 'play') ?? step(state)
    case 'routing-undo':
    case 'routing-redo':
      return takes(state, bench, command === 'routing-undo' ? 'undo' : 'redo')
    case 'spread': {
      const { noSpread, spreadKnobs } = words.routing
      return went(state, bench, movesToSpread(bench), spreadKnobs, noSpread)
    }
    default:
      return row === undefined ? undefined : rowCommand(state, bench, row, command)
  }
}

function rowCommand(state: State, bench: Bench, row: RoutingRow, command: CommandId): Step | undefined {
  const number = (name: string, by: number) => nextNumber(bench, `${row.flow}.${name}`, by)
  switch (command) {
    case 'core-before':
      return toCore(state, bench, row, -1)
    case 'next-core':
      return toCore(state, bench, row, 1)
    case 'delivery':
      return turns(state, bench, row, 'delivery', nextDelivery(bench, row.flow))
    case 'wait-shorter':
      return turns(state, bench, row, 'wait', number('coalesceUs', -1))
    case 'wait-longer':
      return turns(state, bench, row, 'wait', number('coalesceUs', 1))
    case 'frames-fewer':
      return turns(state, bench, row, 'frames', number('coalesceFrames', -1))
    case 'frames-more':
      return turns(state, bench, row, 'frames', number('coalesceFrames', 1))
    default:
      return undefined
  }
}
