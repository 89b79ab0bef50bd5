/** Kinds of knob: one of several words, on or off, a number, a size in bytes. */
import { GIB, KIB, MIB, sizeText } from '../units.ts'

export type Scope = 'device' | 'guest' | 'host'

export interface KnobCard {
  readonly key: string
  readonly scope: Scope
  readonly name: string
  /** What it does, one line. */
  readonly text: string
  /** As the host stands, it means nothing: another knob has to be turned first. */
  readonly idle: boolean
  /** All values that it can have here; undefined for a number. */
  readonly values?: readonly string[]
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string }
  /** One line on one value. */
  about(value: string): string
}

/** A knob of one part of the host: how its text is read, written and explained. */
export interface Knob<Part> {
  readonly name: string
  readonly text: string
  readonly values?: readonly string[]
  readonly range?: { readonly min: number; readonly max: number; readonly unit: string }
  about(value: string, part: Part): string
  read(part: Part): string
  /** The part with the new value; undefined: not a value of this knob. */
  write(part: Part, value: string): Part | undefined
}

export function choice<Part, Value extends string>(
  name: string,
  text: string,
  choices: Readonly<Record<Value, string>>,
  read: (part: Part) => Value,
  write: (part: Part, value: Value) => Part,
): Knob<Part> {
  const values = Object.keys(choices) as Value[]
  return {
    name,
    text,
    values,
    read,
    about: (value) => choices[value as Value] ?? '',
    write: (part, value) => (values.includes(value as Value) ? write(part, value as Value) : undefined),
  }
}

/** A choice of two: on or off. */
export function flag<Part>(
  name: string,
  text: string,
  choices: Readonly<Record<'on' | 'off', string>>,
  read: (part: Part) => boolean,
  write: (part: Part, on: boolean) => Part,
): Knob<Part> {
  return choice<Part, 'on' | 'off'>(
    name,
    text,
    choices,
    (part) => (read(part) ? 'on' : 'off'),
    (part, value) => write(part, value === 'on'),
  )
}

export function number<Part>(
  name: string,
  text: string,
  range: { min: number; max: number; unit: string },
  about: (value: number, part: Part) => string,
  read: (part: Part) => number,
  write: (part: Part, value: number) => Part,
): Knob<Part> {
  return {
    name,
    text,
    range,
    read: (part) => String(read(part)),
    about: (value, part) => about(Number(value), part),
    write: (part, value) => {
      const parsed = /^-?\d+$/.test(value) ? Number(value) : Number.NaN
      return parsed >= range.min && parsed <= range.max ? write(part, parsed) : undefined
    },
  }
}

const SIZES: Readonly<Record<string, number>> = { K: KIB, M: MIB, G: GIB }

export function size<Part>(
  name: string,
  text: string,
  range: { min: number; max: number },
  about: (bytes: number) => string,
  read: (part: Part) => number,
  write: (part: Part, value: number) => Part,
): Knob<Part> {
  return {
    name,
    text,
    range: { ...range, unit: 'bytes, as 4K, 1M or 2G' },
    read: (part) => sizeText(read(part)),
    about: (value) => about(parseSize(value) ?? 0),
    write: (part, value) => {
      const bytes = parseSize(value)
      return bytes !== undefined && bytes >= range.min && bytes <= range.max ? write(part, bytes) : undefined
    },
  }
}

export function parseSize(text: string): number | undefined {
  const match = /^(\d+)([KMG]?)$/.exec(text)
  return match === null ? undefined : Number(match[1]) * (SIZES[match[2]] ?? 1)
}
