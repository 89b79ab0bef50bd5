/** `exitless daily [--date YYYY-MM-DD]`: the task of a day. */
import { dayNumber } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { isOn, textOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { drawWhole, today } from '../daily-search.ts'
import { playAs } from '../save-slot.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { WrongUse } from '../wrong-use.ts'
import { playAt } from './play.ts'

export async function perform(input: Input): Promise<number> {
  playAs(textOf(input, 'player'))
  const date = dateOf(textOf(input, 'date'))
  return playAt(
    { levels: shippedLevels() },
    () => ({ screen: 'daily', daily: drawWhole(date) }),
    isOn(input, 'line'),
  )
}

/** Today, or a day that was. */
function dateOf(asked: string | undefined): string {
  const now = today()
  if (asked === undefined) return now
  const day = dayNumber(asked)
  if (day === undefined)
    throw new WrongUse(`--date takes a day such as ${now}, from 2000-01-01 on, not "${plainLine(asked)}"`)
  if (day > (dayNumber(now) ?? 0))
    throw new WrongUse(`the task of ${asked} is not there yet: today is ${now}`)
  return asked
}
