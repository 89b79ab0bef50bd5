/** What the commands answer in the sandbox: parts, their rows, values, what is added and taken away. */
import { type SandboxField, sandboxAdditions, sandboxFields } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { capital, sentence } from '../spoken/aloud.ts'
import { goalsSaid, measuredSaid } from '../spoken/bench.ts'
import { checkSaid, fieldItem, fieldName, partsOf } from '../spoken/host.ts'
import { noticeOf, type State, type Step } from '../state.ts'
import { chooseAddition, chooseField, sandboxCommand } from '../update/sandbox.ts'
import { goTo, ordinal } from './change-commands.ts'
import { type Answer, choice, listed, outOf, sayOnly } from './line.ts'

/** `part`: the one that was listed last. */
export type OfSandbox = (state: State, bench: Bench, rest: string, part: string | undefined) => Answer

function rowsOf(state: State, part: string | undefined): readonly SandboxField[] {
  return state.sandbox === undefined ? [] : sandboxFields(state.sandbox).filter(({ group }) => group === part)
}

/** A change is told with its run; one that is refused says why. */
function changed({ state, effects }: Step, ...said: readonly string[]): Answer {
  const refused = noticeOf(state)
  if (refused !== undefined) return { ui: state, effects, said: [capital(sentence(plainLine(refused)))] }
  return { ui: state, effects, said, waits: 'run' }
}

/** A command of the screen on one row. */
function onRow(state: State, id: string, command: 'offer' | 'remove-part'): Step | undefined {
  const { sandbox } = state
  if (sandbox === undefined) return undefined
  const cursor = sandboxFields(sandbox).findIndex((field) => field.id === id)
  return cursor < 0 ? undefined : sandboxCommand(state, { at: 'sandbox', cursor }, command)
}

const part: OfSandbox = (state, _bench, rest, last) => {
  const { sandbox } = state
  if (sandbox === undefined) return { said: [] }
  const parts = partsOf(sandbox)
  const at = ordinal(rest, parts.length)
  const name = at === undefined ? (rest === '' ? last : parts.find((one) => one === rest)) : parts[at - 1]
  if (name === undefined) return outOf(plainLine(rest), parts.length)
  const choices = rowsOf(state, name).map((field, index) =>
    choice(fieldItem(field, sandbox), `${words.lineCommands.row.words[0]} ${index + 1}`),
  )
  return {
    said: [`${capital(plainLine(name))}.`, ...listed(choices), words.line.partHow],
    choices,
    part: name,
  }
}

const row: OfSandbox = (state, _bench, rest, last) => {
  if (last === undefined) return sayOnly(words.line.noPart)
  const rows = rowsOf(state, last)
  const [number = '', value = ''] = rest.split(' ')
  const at = ordinal(number, rows.length)
  if (at === undefined) return outOf(plainLine(number), rows.length)
  const field = rows[at - 1]
  const chosen = ordinal(value, field.values.length)
  if (chosen !== undefined)
    return changed(chooseField(state, field.id, chosen - 1), sentence(capital(fieldName(field))))
  const choices = field.values.map((one, index) =>
    choice(
      words.line.value(one, one === field.value, machineLine(field.about(one))),
      `${words.lineCommands.row.words[0]} ${at} ${index + 1}`,
    ),
  )
  return {
    said: [words.line.valuesOf(capital(fieldName(field)), field.values.length), ...listed(choices)],
    choices,
  }
}

const add: OfSandbox = (state, _bench, rest) => {
  const all = state.sandbox === undefined ? [] : sandboxAdditions(state.sandbox)
  const at = ordinal(rest, all.length)
  if (at !== undefined)
    return changed(chooseAddition(state, at - 1), sentence(capital(plainLine(all[at - 1].label))))
  const choices = all.map(({ label }, index) =>
    choice(label, `${words.lineCommands.add.words[0]} ${index + 1}`),
  )
  return { said: [words.line.additions, ...listed(choices)], choices }
}

export const SANDBOX_COMMANDS = {
  part,
  row,
  add,
  remove: (state, _bench, _rest, last) => {
    const [field] = rowsOf(state, last)
    const made = field === undefined ? undefined : onRow(state, field.id, 'remove-part')
    return made === undefined ? sayOnly(words.line.noPart) : changed(made)
  },
  mark: (state, _bench, rest, last) => {
    const rows = rowsOf(state, last)
    const at = ordinal(rest, rows.length)
    if (at === undefined)
      return rows.length === 0 ? sayOnly(words.line.noPart) : outOf(plainLine(rest), rows.length)
    const made = onRow(state, rows[at - 1].id, 'offer')
    return made === undefined ? sayOnly(words.line.noPart) : changed(made)
  },
  bench: (state) => {
    const made = sandboxCommand(state, { at: 'sandbox', cursor: 0 }, 'to-bench')
    const refused = made === undefined ? undefined : noticeOf(made.state)
    if (made === undefined || refused !== undefined)
      return sayOnly(capital(sentence(plainLine(refused ?? ''))))
    return goTo(made)
  },
  write: (state) => {
    const made = sandboxCommand(state, { at: 'sandbox', cursor: 0 }, 'write-out')
    return { ui: state, effects: made?.effects ?? [], said: [], waits: 'told' }
  },
  check: (_state, bench) => sayOnly(...checkSaid(bench), ...goalsSaid(bench), ...measuredSaid(bench)),
} as const satisfies Readonly<Record<string, OfSandbox>>
