/** What a code says, in bits. */
import { BitReader, BitWriter, NoMoreBits } from './bits.ts'
import type { CodeAnswer, CodeOwner, ResultCode } from './result-code.ts'

type Content = Omit<ResultCode, 'number'>

/** More of a list is no code of a level. */
const MOST = 255
const MOST_NAME = 40
const MOST_COUNTED = 1023
/** Decimal exponents that a number of JavaScript may have. */
const MOST_EXPONENT = 400

export function writePayload(code: Content): readonly number[] {
  const out = new BitWriter()
  out.count(code.model)
  hexadecimal(out, code.level, 8)
  out.count(code.configuration)
  out.count(code.guess === undefined ? 0 : code.guess + 1)
  out.count(code.answers.length)
  for (const answer of code.answers) writeAnswer(out, answer)
  writePlaces(out, code.hints)
  writePlaces(out, code.tried)
  out.count(code.runs)
  out.count(code.minutes)
  out.put(code.medals, 2)
  writeFlags(out, code.met)
  writeOwner(out, code.owner)
  return out.bits
}

/** Undefined: these bits are no code, though whoever wrote them knew how to compute check characters. */
export function readPayload(bits: readonly number[]): Content | undefined {
  try {
    const from = new BitReader(bits)
    const content = readContent(from)
    // What is left fills the last group.
    while (from.left > 0) if (from.take(1) !== 0) return undefined
    return content
  } catch (fault) {
    if (fault instanceof NoMoreBits) return undefined
    throw fault
  }
}

function readContent(from: BitReader): Content {
  const model = from.count()
  const level = readHexadecimal(from, 8)
  const configuration = from.count()
  const guessed = from.count(MOST)
  const answers = Array.from({ length: from.count(MOST) }, () => readAnswer(from))
  const hints = readPlaces(from)
  const tried = readPlaces(from)
  const runs = from.count(MOST_COUNTED)
  const minutes = from.count(MOST_COUNTED)
  const medals = from.take(2)
  const met = readFlags(from)
  const owner = readOwner(from)
  const guess = guessed === 0 ? {} : { guess: guessed - 1 }
  return {
    model,
    level,
    ...(owner === undefined ? {} : { owner }),
    configuration,
    ...guess,
    answers,
    hints,
    tried,
    runs,
    minutes,
    medals,
    met,
  }
}

function hexadecimal(out: BitWriter, text: string, digits: number): void {
  for (const digit of text.slice(0, digits).padEnd(digits, '0')) out.put(Number.parseInt(digit, 16), 4)
}

function readHexadecimal(from: BitReader, digits: number): string {
  return Array.from({ length: digits }, () => from.take(4).toString(16)).join('')
}

/** Four significant digits, as the code keeps an answer. */
export function fourDigits(value: number): number {
  return Number(value.toPrecision(4)) + 0
}

function writeAnswer(out: BitWriter, { question, value }: CodeAnswer): void {
  const [, sign, digits, exponent] = /^(-?)(\d\.\d{3})e([+-]\d+)$/.exec(value.toExponential(3))!
  const nothing = value === 0
  out.count(question)
  out.put(!nothing && sign === '-' ? 1 : 0, 1)
  out.put(Number(digits.replace('.', '')), 14)
  const power = nothing ? 0 : Number(exponent)
  out.count(power < 0 ? -2 * power - 1 : 2 * power)
}

function readAnswer(from: BitReader): CodeAnswer {
  const question = from.count(MOST)
  const sign = from.take(1) === 1 ? -1 : 1
  const digits = from.take(14)
  const folded = from.count(2 * MOST_EXPONENT)
  if (digits > 9999) throw new NoMoreBits()
  const power = folded % 2 === 1 ? -(folded + 1) / 2 : folded / 2
  const value = sign * Number(`${digits}e${power - 3}`)
  if (!Number.isFinite(value)) throw new NoMoreBits()
  return { question, value: value + 0 }
}

/** Some of the places of a list, in order: a bit for each up to the last of them. */
function writePlaces(out: BitWriter, places: readonly number[]): void {
  const length = places.length === 0 ? 0 : Math.max(...places) + 1
  writeFlags(
    out,
    Array.from({ length }, (_, place) => places.includes(place)),
  )
}

function readPlaces(from: BitReader): readonly number[] {
  return readFlags(from).flatMap((is, place) => (is ? [place] : []))
}

function writeFlags(out: BitWriter, flags: readonly boolean[]): void {
  out.count(flags.length)
  for (const flag of flags) out.put(flag ? 1 : 0, 1)
}

function readFlags(from: BitReader): readonly boolean[] {
  return Array.from({ length: from.count(MOST) }, () => from.take(1) === 1)
}

function writeOwner(out: BitWriter, owner: CodeOwner | undefined): void {
  out.put(owner === undefined ? 0 : 1, 1)
  if (owner === undefined) return
  hexadecimal(out, owner.assignment, 8)
  hexadecimal(out, owner.student, 10)
  const bytes = new TextEncoder().encode(shortName(owner.name ?? ''))
  out.count(bytes.length)
  for (const byte of bytes) out.put(byte, 8)
}

/** The first forty characters; one that is written in two halves is not cut. */
function shortName(name: string): string {
  return [...name].slice(0, MOST_NAME).join('')
}

function readOwner(from: BitReader): CodeOwner | undefined {
  if (from.take(1) === 0) return undefined
  const assignment = readHexadecimal(from, 8)
  const student = readHexadecimal(from, 10)
  const bytes = Uint8Array.from({ length: from.count(4 * MOST_NAME) }, () => from.take(8))
  const name = shortName(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes))
  return { assignment, student, ...(name === '' ? {} : { name }) }
}
