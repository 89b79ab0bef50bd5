/** `exitless sandbox [--host FILE]`: a host of one's own. */
import { isOn, textOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { WRONG_USE } from '../exit-codes.ts'
import { playAs } from '../save-slot.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { CannotDo } from '../wrong-use.ts'
import { playAt } from './play.ts'

export async function perform(input: Input): Promise<number> {
  playAs(textOf(input, 'player'))
  const file = textOf(input, 'host')
  const { keptSandbox, readSandbox } = await import('../sandbox-file.ts')
  const answer = file === undefined ? keptSandbox() : readSandbox(file)
  if ('problem' in answer) throw new CannotDo(answer.problem, WRONG_USE)
  return playAt(
    { levels: shippedLevels() },
    () => ({ screen: 'sandbox', sandbox: answer.sandbox }),
    isOn(input, 'line'),
  )
}
