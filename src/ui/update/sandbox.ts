/** The sandbox: every change is refused with a sentence or simulated at once; what stands there is kept. */
import {
  hostOf,
  measuredMetrics,
  newPlay,
  noLevelProgress,
  offeredValues,
  type Refusal,
  removePart,
  roomy,
  type Sandbox,
  sandboxAdditions,
  sandboxFields,
  sandboxLevel,
  sandboxProblems,
  setField,
} from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { words } from '../../text/ui-words.ts'
import { newBench, type Ran } from '../bench.ts'
import {
  type Message,
  push,
  replaceTop,
  type Screen,
  type State,
  type Step,
  step,
  withNotice,
} from '../state.ts'
import { moveBy, moved } from './moving.ts'
import { simulate } from './runs.ts'

type SandboxScreen = Extract<Screen, { at: 'sandbox' }>

/** A sandbox that was read, or why it could not be. */
export function sandboxOpened(state: State, message: Extract<Message, { kind: 'sandbox' }>): Step {
  const { answer } = message
  if ('problem' in answer) return step(withNotice(state, plainLine(answer.problem)))
  const [map] = state.stack
  const shown: State = { ...state, stack: [map, { at: 'sandbox', cursor: 0 }], bench: undefined }
  return settle(shown, answer.sandbox)
}

/** Puts a sandbox on the bench and has it run; one that cannot be says why instead. */
function settle(state: State, given: Sandbox): Step {
  const sandbox = roomy(given)
  const level = sandboxLevel(sandbox, (key) => offeredValues(sandbox, key))
  const fresh = newBench(newPlay(level), noLevelProgress)
  const before = state.bench
  const metrics = measuredMetrics(level)
  const comparable = (one: Ran | undefined) =>
    one !== undefined && metrics.every((metric) => metric in one.values) ? one : undefined
  const bench = {
    ...fresh,
    serial: before?.serial ?? 0,
    ran: comparable(before?.ran),
    before: comparable(before?.before),
  }
  const next: State = { ...state, sandbox, bench }
  const kept = { kind: 'save-sandbox', sandbox } as const
  const [problem] = sandboxProblems(sandbox)
  if (problem !== undefined) {
    const impossible = machineLine(problem.message)
    return step({ ...next, bench: { ...bench, serial: bench.serial + 1, impossible } }, kept)
  }
  const started = simulate(next, bench)
  return step(started.state, { kind: 'forget-trials' }, kept, ...started.effects)
}

function changed(state: State, answer: Sandbox | Refusal): Step {
  return 'problem' in answer ? step(withNotice(state, plainLine(answer.problem))) : settle(state, answer)
}

export function chooseAddition(state: State, index: number): Step {
  const made = state.sandbox && sandboxAdditions(state.sandbox)[index]?.make()
  return made === undefined ? step(state) : settle(state, made)
}

export function chooseField(state: State, id: string, index: number): Step {
  const field = state.sandbox && sandboxFields(state.sandbox).find((one) => one.id === id)
  const value = field?.values[index]
  if (state.sandbox === undefined || value === undefined) return step(state)
  return changed(state, setField(state.sandbox, id, value))
}

/** What is asked before a part is taken away; undefined: nothing is. */
export function askedBeforeRemoval({ sandbox }: State, screen: SandboxScreen): string | undefined {
  const fields = sandbox === undefined ? [] : sandboxFields(sandbox)
  const field = fields[Math.min(screen.cursor, fields.length - 1)]
  if (field === undefined || field.group === 'host') return undefined
  return words.keys.removeAgain(plainLine(field.group))
}

/** A command on the sandbox; undefined: not its business. */
export function sandboxCommand(state: State, screen: SandboxScreen, command: CommandId): Step | undefined {
  const { sandbox } = state
  if (sandbox === undefined) return undefined
  const fields = sandboxFields(sandbox)
  const cursor = Math.min(screen.cursor, fields.length - 1)
  const field = fields[cursor]
  const by = moveBy(command)
  if (by !== undefined)
    return step(replaceTop(state, { ...screen, cursor: moved(cursor, by, fields.length), notice: undefined }))
  const turn = (by: number) => {
    const value = field.values[field.values.indexOf(field.value) + by]
    return value === undefined ? step(state) : changed(state, setField(sandbox, field.id, value))
  }
  switch (command) {
    case 'field-before':
      return turn(-1)
    case 'next-field-value':
      return turn(1)
    case 'field-values':
      return step(push(state, { at: 'menu', menu: { of: 'field', id: field.id } }))
    case 'add-part':
      return step(push(state, { at: 'menu', menu: { of: 'addition' } }))
    case 'remove-part':
      if (field.group === 'host') return step(withNotice(state, words.sandbox.hostStays))
      return settle(
        replaceTop(state, { ...screen, cursor: Math.max(0, cursor - 1) }),
        removePart(sandbox, field.group),
      )
    case 'offer':
      if (!field.knob) return step(withNotice(state, words.sandbox.noKnob))
      return settle(state, { ...sandbox, offered: toggled(sandbox.offered, field.id) })
    case 'to-bench':
      return toBench(state)
    case 'write-out':
      return step(state, { kind: 'write-sandbox', sandbox })
    default:
      return undefined
  }
}

function toggled(list: readonly string[], one: string): readonly string[] {
  return list.includes(one) ? list.filter((other) => other !== one) : [...list, one]
}

function toBench(state: State): Step {
  if (state.bench?.impossible !== undefined) return step(withNotice(state, state.bench.impossible))
  if (state.bench?.play.level.knobs.length === 0) return step(withNotice(state, words.sandbox.nothingOffered))
  return step(push(state, { at: 'bench' }))
}

/** Back from the bench: what was changed there stands in the sandbox. */
export function backToSandbox(state: State): Step {
  const { bench, sandbox } = state
  const at = state.stack.findIndex((screen) => screen.at === 'sandbox')
  if (bench === undefined || sandbox === undefined || at < 0) return step(state)
  const under: State = { ...state, stack: state.stack.slice(0, at + 1) }
  return settle(under, { ...sandbox, host: hostOf(bench.play) })
}

export function isInSandbox(state: State): boolean {
  return state.stack.some((screen) => screen.at === 'sandbox')
}
