/** Numbers of causes as a person reads them. */
import { memoryText, nanosText, thousands } from '../../metrics/index.ts'
import type { CauseUnit } from './why.ts'

/** `128 KiB`, `1 MiB`; whole where it is. */
export function sizeText(bytes: number): string {
  return memoryText(bytes).replace(/\.0+ /, ' ')
}

/** Up to three digits that matter; whole numbers whole, thousands grouped. */
export function countText(value: number): string {
  if (Number.isInteger(value) || value >= 100) return thousands(value)
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** A cause's value in the unit of its tree. */
export function causeText(value: number, unit: CauseUnit): string {
  switch (unit) {
    case 'nanos':
    case 'total-nanos':
      return nanosText(value)
    case 'bytes':
      return memoryText(value)
    case 'rate':
      return `${countText(value)} /s`
    case 'count':
    case 'points':
      return countText(value)
  }
}
