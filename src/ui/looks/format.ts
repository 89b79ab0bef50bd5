/** Numbers as they stand on screen: three digits that matter, the unit apart. */

import { GIB, KIB, MIB, type Nanos } from '../../machine/units.ts'
import { thousands } from '../../metrics/index.ts'

/** Three significant digits, no exponent: 3.56, 35.6, 356. */
export function three(value: number): string {
  const size = Math.abs(value)
  if (size >= 100 || value === 0) return Math.round(value).toString()
  return size >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** `1,043`, or `1043` in a language that writes fractions with a comma. */
export function grouped(value: number): string {
  return thousands(value)
}

/** `3.56 ms`, `16 µs`, `240 ns` */
export function time(nanos: Nanos): string {
  if (nanos < 1_000) return `${Math.round(nanos)} ns`
  if (nanos < 10_000) return `${(nanos / 1_000).toFixed(1)} µs`
  if (nanos < 1_000_000) return `${Math.round(nanos / 1_000)} µs`
  if (nanos < 1_000_000_000) return `${three(nanos / 1_000_000)} ms`
  return `${three(nanos / 1_000_000_000)} s`
}

/** A time without zeros behind its point: `50 ms`. */
export function round(nanos: Nanos): string {
  return time(nanos).replace(/\.0+ /, ' ')
}

/** The playhead's time: always milliseconds with three decimals, `12.400 ms`. */
export function moment(nanos: Nanos): string {
  return `${(nanos / 1_000_000).toFixed(3)} ms`
}

/** `128 KiB`, `1 MiB`, `512 B` */
export function size(bytes: number): string {
  const [unit, name] =
    bytes >= GIB ? [GIB, 'GiB'] : bytes >= MIB ? [MIB, 'MiB'] : bytes >= KIB ? [KIB, 'KiB'] : [1, 'B']
  const count = bytes / unit
  return `${Number.isInteger(count) ? count : three(count)} ${name}`
}

/** `0x8d400000` */
export function address(value: number): string {
  return `0x${value.toString(16)}`
}

/** A number and its unit, as `formatMetric` writes them. */
export function parts(text: string): { number: string; unit: string } {
  const space = text.indexOf(' ')
  return space < 0
    ? { number: text, unit: '' }
    : { number: text.slice(0, space), unit: text.slice(space + 1) }
}

/** `+36 %`, `−4 %`, `=`; nothing where there was nothing before. */
export function difference(now: number, before: number): string {
  if (now === before) return '='
  if (before === 0) return '–'
  const share = (now / before - 1) * 100
  if (Math.abs(share) >= 1_000) return `× ${three(now / before)}`
  const shown = Math.round(Math.abs(share))
  return shown === 0 ? '=' : `${share < 0 ? '−' : '+'}${shown} %`
}
