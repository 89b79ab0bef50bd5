/** A change is a line of text: `set files.disk.controller virtio-blk`. */
import { en } from '../../text/index.ts'
import type { Refusal } from './refusal.ts'

export interface Move {
  readonly key: string
  readonly value: string
}

const LINE = /^set\s+([\w-]+(?:\.[\w-]+)+)\s+(\S+)$/
const ASSIGNMENT = /^([\w-]+(?:\.[\w-]+)+)=(\S+)$/

/** Reads `set KEY VALUE`, and `KEY=VALUE` as `--set` has it. */
export function parseMove(text: string): Move | Refusal {
  const trimmed = text.trim()
  const found = LINE.exec(trimmed) ?? ASSIGNMENT.exec(trimmed)
  if (found === null) return { problem: en.moves.unreadable(trimmed) }
  return { key: found[1], value: found[2] }
}

export function printMove(move: Move): string {
  return `set ${move.key} ${move.value}`
}

/** Reads a file of moves: one a line, empty lines and lines after `#` left out. */
export function parseMoves(text: string): { readonly moves: readonly Move[] } | Refusal {
  const moves: Move[] = []
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const content = line.replace(/(^|\s)#.*$/, '').trim()
    if (content === '') continue
    const move = parseMove(content)
    if ('problem' in move) return { problem: en.moves.onLine(index + 1, move.problem) }
    moves.push(move)
  }
  return { moves }
}
