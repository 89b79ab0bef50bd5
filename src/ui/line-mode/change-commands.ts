/** Commands that change what lies on the bench, and what is in hand. */
import { checkMove, hostOf, isRefusal, type Move, parseMove, printMove } from '../../game/index.ts'
import { knobCards } from '../../machine/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { capital, sentence } from '../spoken/aloud.ts'
import { inHand, knobItems, knobName, knobsNow } from '../spoken/bench.ts'
import { runItem } from '../spoken/campaign.ts'
import { push, type State, type Step } from '../state.ts'
import { benchCommand, chooseValue, knobValue } from '../update/bench.ts'
import { formerRuns, replayRun } from '../views/former-runs.ts'
import { orderedKnobs, spaced } from '../views/knob-order.ts'
import { type Answer, choice, listed, outOf, sayOnly } from './line.ts'
import { arrive } from './places.ts'

/** What is performed where a level lies on the bench. */
export type OfBench = (state: State, bench: Bench, rest: string) => Answer

export function after({ state, effects }: Step, said: readonly string[], waits?: Answer['waits']): Answer {
  return { ui: state, effects, said, ...(waits === undefined ? {} : { waits }) }
}

/** Comes to a place, and does first what a step says. */
export function goTo({ state, effects }: Step, ...said: readonly string[]): Answer {
  const there = arrive(state)
  return { ...there, effects, said: [...said, ...there.said] }
}

/** A whole number from 1 to so many; undefined: it is none. */
export function ordinal(text: string, most: number): number | undefined {
  const value = /^\d{1,6}$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= most ? value : undefined
}

/** Makes a move that was read. */
function change(state: State, bench: Bench, move: Move): Answer {
  const refusal = checkMove(bench.play.level, move)
  if (refusal !== undefined) return sayOnly(capital(sentence(plainLine(refusal.problem))))
  if (knobValue(bench, move.key) === move.value)
    return sayOnly(`${capital(plainLine(`${knobName(move.key)} is ${move.value}`))}.`)
  const knob = orderedKnobs(bench.play.level).findIndex(({ key }) => key === move.key)
  const values = orderedKnobs(bench.play.level)[knob].values
  const held: State = { ...state, bench: { ...bench, knob } }
  const made = chooseValue(held, move.key, values.indexOf(move.value))
  return after(made, [words.line.move(plainLine(printMove(move)), undefined)], 'run')
}

/** The keys that a spoken name may mean: `controller`, `files disk controller`, `files.disk.controller`. */
function keysLike(bench: Bench, name: string): readonly string[] {
  const wanted = spaced(name.replaceAll(' ', '.'))
  const keys = bench.play.level.knobs.map(({ key }) => key)
  const whole = keys.filter((key) => key === name || spaced(key) === wanted)
  return whole.length > 0 ? whole : keys.filter((key) => ` ${spaced(key)}`.endsWith(` ${wanted}`))
}

export const set: OfBench = (state, bench, rest) => {
  const text = rest.replaceAll('=', ' ').replace(/\s+/g, ' ').trim()
  const space = text.lastIndexOf(' ')
  if (space < 0) return sayOnly(words.line.sets)
  const [name, value] = [text.slice(0, space), text.slice(space + 1)]
  const keys = keysLike(bench, name)
  if (keys.length > 1) return sayOnly(words.line.many(plainLine(name), keys.join(', ')))
  const parsed = parseMove(`set ${(keys[0] ?? name).replaceAll(' ', '.')} ${value}`)
  return isRefusal(parsed) ? sayOnly(words.line.sets) : change(state, bench, parsed)
}

export function turn(by: 1 | -1): OfBench {
  return (state, bench) => {
    const knob = orderedKnobs(bench.play.level)[bench.knob]
    if (knob === undefined) return sayOnly(...inHand(bench))
    const now = knobValue(bench, knob.key)
    const value = knob.values[knob.values.indexOf(now) + by]
    if (value === undefined)
      return sayOnly((by > 0 ? words.line.lastValue : words.line.firstValue)(plainLine(now)))
    return change(state, bench, { key: knob.key, value })
  }
}

export const choose: OfBench = (state, bench, rest) => {
  const knob = orderedKnobs(bench.play.level)[bench.knob]
  if (knob === undefined) return sayOnly(...inHand(bench))
  const card = knobCards(hostOf(bench.play)).find(({ key }) => key === knob.key)
  const now = knobValue(bench, knob.key)
  if (rest !== '') {
    const at = ordinal(rest, knob.values.length)
    const value = at === undefined ? rest : knob.values[at - 1]
    return change(state, bench, { key: knob.key, value })
  }
  const choices = knob.values.map((value) =>
    choice(
      words.line.value(value, value === now, machineLine(card?.about(value) ?? '')),
      `${words.lineCommands.set.words[0]} ${knob.key} ${value}`,
    ),
  )
  return {
    said: [words.line.valuesOf(capital(knobName(knob.key)), knob.values.length), ...listed(choices)],
    choices,
  }
}

export const knob: OfBench = (state, bench, rest) => {
  const rows = knobsNow(bench)
  if (rest !== '') {
    const at =
      ordinal(rest, rows.length) ?? rows.findIndex(({ key }) => keysLike(bench, rest).includes(key)) + 1
    if (at < 1) return outOf(plainLine(rest), rows.length)
    const chosen: Bench = { ...bench, knob: at - 1, notice: undefined }
    const run = bench.ran?.run
    const flow = run?.flows.find(({ id }) => rows[at - 1].key.startsWith(`${id}.`))?.id ?? bench.flow
    return {
      ui: { ...state, bench: flow === undefined ? chosen : { ...chosen, flow } },
      said: inHand(chosen),
    }
  }
  if (rows.length === 1) return sayOnly(words.line.oneKnob, ...inHand(bench))
  const choices = knobItems(bench).map((text, index) =>
    choice(text, `${words.lineCommands.knob.words[0]} ${index + 1}`),
  )
  return { said: [words.line.knobsAre, ...listed(choices)], choices }
}

export function history(kind: 'undo' | 'redo'): OfBench {
  return (state, bench) => {
    const { moves, undone } = bench.play
    const move = kind === 'undo' ? moves.at(-1) : undone.at(-1)
    const step = benchCommand(state, bench, kind, '', 120)
    if (step === undefined || move === undefined)
      return sayOnly(capital(sentence(step?.state.bench?.notice ?? words.line.nothing)))
    return after(step, [words.line[kind === 'undo' ? 'undone' : 'redone'](plainLine(printMove(move)))], 'run')
  }
}

export const runs: OfBench = (state, bench, rest) => {
  const all = formerRuns(bench)
  if (rest !== '') {
    const at = ordinal(rest, all.length)
    if (at === undefined) return outOf(plainLine(rest), all.length)
    return after(replayRun(push(state, { at: 'runs', cursor: at - 1 }), bench, all[at - 1]), [], 'run')
  }
  const choices = all.map((one, index) =>
    choice(runItem(bench, one), `${words.lineCommands.runs.words[0]} ${index + 1}`),
  )
  return { said: [words.line.runs(all.length), words.line.runsHow, ...listed(choices)], choices }
}
