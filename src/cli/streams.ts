/** stdout for answers, stderr for sentences. What comes from files or argv is made plain before it is printed. */
import { writeFileSync } from 'node:fs'
import { plain } from '../text/plain.ts'
import { textOf } from './arguments.ts'
import type { Input } from './command.ts'
import { WRONG_USE } from './exit-codes.ts'
import { CannotDo } from './wrong-use.ts'

/** Writes an answer. */
export function say(text: string): void {
  process.stdout.write(text)
}

/** Writes an answer to the file of --out, else to stdout. @throws CannotDo */
export function sayOrKeep(input: Input, text: string): void {
  const path = textOf(input, 'out')
  if (path === undefined) {
    say(text)
    return
  }
  try {
    writeFileSync(path, text)
  } catch (fault) {
    throw notWritten('--out', path, fault)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'it lies where nothing can be written',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
}

/** A file of a flag that cannot be written, and why. */
export function notWritten(flag: string, path: string, fault: unknown): CannotDo {
  const { code = '', message } = fault as NodeJS.ErrnoException
  return new CannotDo(`${flag} ${path} cannot be written: ${REASONS[code] ?? message}`, WRONG_USE)
}

/** Writes a document whose shape is documented. */
export function sayJson<Shape extends { readonly format: number }>(document: Shape): void {
  say(`${JSON.stringify(document, undefined, 2)}\n`)
}

/** Writes a sentence about what went wrong, or what is going on. */
export function tell(sentence: string): void {
  process.stderr.write(`exitless: ${plain(sentence)}\n`)
}

/** `exitless levels | head -1` ends quietly when head has seen enough. */
export function quietOnClosedPipe(): void {
  if (process.stdout.isTTY) return
  process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code === 'EPIPE') process.exit()
    throw fault
  })
}
