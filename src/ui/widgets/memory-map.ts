/** Real memory as letters: who owns what, where a DMA was meant to go and where it went. */
import type { Incident, Run } from '../../machine/index.ts'
import { GIB, MIB } from '../../machine/units.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { address, size } from '../looks/format.ts'
import { type Block, exact, type Line, line, span } from '../looks/line.ts'
import type { Style } from '../looks/theme.ts'

export interface MapScale {
  /** Bytes of one letter. */
  readonly cell: number
  readonly columns: number
  readonly rows: number
}

/** Letters of a power of two bytes each, so that all of memory fits. */
export function mapScale(memory: number, width: number, height: number): MapScale {
  const columns = 2 ** Math.floor(Math.log2(Math.max(8, width)))
  let cell = MIB
  while (Math.ceil(memory / cell) > columns * Math.max(1, height)) cell *= 2
  return { cell, columns, rows: Math.ceil(memory / cell / columns) }
}

/** Whose memory it is where it is nobody's. */
export const FREE = '-'

/** A letter for each owner: the first of its name that is free. */
export function ownerLetters(run: Run): Map<string, string> {
  const letters = new Map<string, string>()
  const taken = new Set<string>()
  for (const { owner } of run.memory) {
    if (letters.has(owner) || owner === FREE) continue
    const wanted =
      [...plainLine(owner).toUpperCase(), ...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].find(
        (letter) => /[A-Z0-9]/.test(letter) && !taken.has(letter),
      ) ?? '?'
    taken.add(wanted)
    letters.set(owner, wanted)
  }
  return letters
}

const OWNER_STYLES: readonly Style[] = ['host', 'dma', 'good', 'copy', 'unsure', 'contained']

/** Letters of the whole memory, in order. */
export function memoryCells(run: Run, scale: MapScale): string {
  const letters = ownerLetters(run)
  const cells = Array.from({ length: Math.ceil(run.host.memory / scale.cell) }, () => '.')
  for (const part of run.memory) {
    const letter = letters.get(part.owner)
    if (letter === undefined) continue
    const first = Math.floor(part.from / scale.cell)
    const last = Math.ceil((part.from + part.bytes) / scale.cell)
    for (let at = first; at < last && at < cells.length; at++) cells[at] = letter
  }
  return cells.join('')
}

export function mapNote(run: Run, scale: MapScale): string {
  return words.violation.cell(size(scale.cell), size(run.host.memory))
}

/** `happened`: false before the moment of the violation, when nothing is hit yet. */
export function mapLines(
  run: Run,
  incident: Incident | undefined,
  width: number,
  height: number,
  happened = true,
): Block {
  const gutter = width >= 60 ? 10 : 6
  const scale = mapScale(run.host.memory, width - gutter, height)
  const letters = ownerLetters(run)
  const style = new Map(
    [...letters.values()].map((letter, index) => [letter, OWNER_STYLES[index % OWNER_STYLES.length]]),
  )
  const all = memoryCells(run, scale)
  const meant = incident === undefined || incident.meant < 0 ? -1 : Math.floor(incident.meant / scale.cell)
  const landed =
    incident === undefined || !happened || incident.landed < 0 ? -1 : Math.floor(incident.landed / scale.cell)
  return Array.from({ length: scale.rows }, (_, row) => {
    const from = row * scale.columns
    const gib = (from * scale.cell) / GIB
    const start =
      row === 0 ? '0' : gib < 1 ? size(from * scale.cell) : gutter < 10 ? `${gib} G` : `${gib} GiB`
    const cells = [...all.slice(from, from + scale.columns)].map((letter, index) => {
      if (from + index === landed) return span('✘', 'violation')
      if (from + index === meant) return span('○', 'good')
      return span(letter, style.get(letter) ?? 'wait')
    })
    return exact(line(span(`${start.padStart(gutter - 2)}  `, 'muted'), ...merged(cells)), width)
  })
}

function merged(cells: readonly { text: string; style: Style }[]): Line {
  const spans: { text: string; style: Style }[] = []
  for (const cell of cells) {
    const last = spans[spans.length - 1]
    if (last !== undefined && last.style === cell.style)
      spans[spans.length - 1] = { text: last.text + cell.text, style: cell.style }
    else spans.push(cell)
  }
  return spans
}

/** `H host 2 GiB   W web 4 GiB   . free` */
export function ownersLine(run: Run, width: number): Line {
  const bytes = new Map<string, number>()
  for (const part of run.memory) bytes.set(part.owner, (bytes.get(part.owner) ?? 0) + part.bytes)
  const letters = ownerLetters(run)
  const owners = [...letters].map(
    ([owner, letter]) => `${letter} ${plainLine(owner)} ${size(bytes.get(owner) ?? 0)}`,
  )
  return exact(line(span(` ${[...owners, words.violation.free].join('   ')}`)), width)
}

/** Where an access ended: in memory, in the registers of a device, or nowhere. */
export function hitText({ kind, landed }: Incident): string {
  if (kind === 'peer-to-peer') return words.violation.inDevice
  return landed < 0 ? words.violation.nowhere : address(landed)
}

export function addressLines(incident: Incident, width: number, happened = true): Block {
  // No access, no address.
  if (incident.bytes === 0) return []
  const meant = incident.meant < 0 ? words.violation.nowhere : address(incident.meant)
  const hit = !happened ? words.violation.notYet : hitText(incident)
  return [
    exact(line(' ', span(words.violation.meantHere(meant), 'good'), ` ${plainLine(incident.owner)}`), width),
    happened
      ? exact(line(' ', span(words.violation.hitHere(hit), 'bad'), ` ${plainLine(incident.victim)}`), width)
      : exact(line(' ', span(words.violation.hitHere(hit), 'muted')), width),
  ]
}
