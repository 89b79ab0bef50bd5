/** What a host is made of, in sentences: the PCI tree, and the rows of the sandbox. */
import { hostOf, type Sandbox, type SandboxField, sandboxFields, treeOf } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { access, label } from '../screens/tree.ts'
import { spaced } from '../views/knob-order.ts'
import { bootFailure } from '../widgets/goals.ts'
import { capital, numbered, sentence } from './aloud.ts'

export function treeSaid({ play }: Bench): string[] {
  const host = hostOf(play)
  const rows = treeOf(play)
  const above: string[] = []
  const said = rows.map((row) => {
    const depth = row.lasts.length
    const name = plainLine(label(row, host))
    const parent = above[depth - 1]
    above[depth] = row.one.name === '' ? words.tree.implied : plainLine(row.one.name)
    const closed = access(row)
    return [
      parent === undefined ? '' : words.line.below(parent),
      name,
      row.one.address === '' ? '' : words.line.atPlace(row.one.address.replace(/^0000:/, '')),
      closed === '' ? '' : `, ${closed}`,
      row.group < 0 ? '' : words.line.group(row.group),
      row.holder === undefined ? '' : words.line.held(plainLine(row.holder)),
      '.',
    ].join('')
  })
  const notes = host.acsOverride ? [words.tree.assumed, ...words.tree.notes] : words.tree.notes
  return [words.line.tree, ...numbered(said.map(capital)), ...notes]
}

/** Groups of the sandbox's rows, in their order. */
export function partsOf(sandbox: Sandbox): readonly string[] {
  return [...new Set(sandboxFields(sandbox).map(({ group }) => group))]
}

export function fieldName({ group, name, knob }: SandboxField): string {
  return `${plainLine(group)} ${plainLine(knob ? spaced(name) : name)}`
}

export function fieldItem(field: SandboxField, sandbox: Sandbox): string {
  return words.line.sandboxRow(fieldName(field), plainLine(field.value), sandbox.offered.includes(field.id))
}

/** Can it be, and does it boot? */
export function checkSaid({ impossible, ran }: Bench): string[] {
  if (impossible !== undefined) return [words.line.sandboxCheck(sentence(impossible))]
  if (ran === undefined) return [words.bench.noRun]
  const guests = ran.run.guests.map((guest) =>
    guest.boots ? words.sandbox.boots(plainLine(guest.id)) : bootFailure(guest),
  )
  return guests.length === 0 ? [] : [words.line.sandboxCheck(sentence(guests.join(', ')))]
}
