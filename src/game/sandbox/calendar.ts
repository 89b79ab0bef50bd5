/** Days as text, `2026-11-25`, and as numbers that follow each other. No clock: whoever asks says which day it is. */

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return month === 2 && leap ? 29 : (DAYS[month - 1] ?? 0)
}

/** A number that is one more the day after; undefined: there is no such day, or it is before the year 2000. */
export function dayNumber(date: string): number | undefined {
  const found = DATE.exec(date)
  if (found === null) return undefined
  const [year, month, day] = found.slice(1).map(Number)
  if (year < 2000 || day < 1 || day > daysIn(year, month)) return undefined
  let days = day
  for (let one = 1; one < month; one++) days += daysIn(year, one)
  const before = year - 1
  return days + before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400)
}
