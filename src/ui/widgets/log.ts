/** The log: every run with the move that led to it and the headline number. */
import type { Move, RunNote } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { type Block, exact, type Line, left, line, right, span, widthOf, wrap } from '../looks/line.ts'
import { guessSaid } from '../views/guess-said.ts'

/** Cells of a number with its unit. */
const VALUE = 10

/** What was changed between two runs. */
function changeOf(note: RunNote, before: RunNote | undefined, room: number): string {
  const moves = note.moves
  const then = before?.moves ?? []
  const last = moves[moves.length - 1]
  if (last === undefined) return words.bench.start
  const undone = moves.length < then.length
  return (undone ? '↑ ' : '') + fittingMove(last, room - (undone ? 2 : 0))
}

/** The value is kept whole, and of the key what there is room for, from its end. */
function fittingMove({ key, value }: Move, room: number): string {
  const parts = key.split('.')
  for (let from = 0; from < parts.length; from++) {
    const said = `${parts.slice(from).join('.')} ${value}`
    if (widthOf(said) <= room) return said
  }
  const cells = room - widthOf(value) - 1
  return cells > 1 ? `${left(parts[parts.length - 1], cells)} ${value}` : value
}

function runLine(
  note: RunNote,
  before: RunNote | undefined,
  metric: string,
  first: number,
  newest: boolean,
  width: number,
): Line {
  const value = note.values[metric]
  // With its unit: runs of one level may be a thousand times apart.
  const shown = value === undefined ? '' : formatMetric(metric, value)
  return exact(
    line(
      span(`${right((first + note.number).toString(), 3)} `, 'muted'),
      left(plainLine(changeOf(note, before, width - VALUE - 7)), width - VALUE - 6),
      span(newest ? '▸' : note.passed ? '✔' : ' ', newest ? 'focus' : 'good'),
      span(right(shown, VALUE), newest ? 'bold' : 'plain'),
      ' ',
    ),
    width,
  )
}

function guessLines(bench: Bench, width: number): Block {
  const said = guessSaid(bench)
  if (said === undefined) return []
  return wrap(`${said} ${words.bench.guessFree}`, width - 2).map((text) => line(span(` ${text}`, 'muted')))
}

export function logLines(bench: Bench, width: number, height: number): Block {
  const { runs, level } = bench.play
  const guess = height >= 6 ? guessLines(bench, width) : []
  const room = Math.max(1, height - (guess.length > 0 ? guess.length + 1 : 0))
  const scroll = Math.min(bench.scroll.log ?? 0, Math.max(0, runs.length - room))
  const to = runs.length - scroll
  const from = Math.max(0, to - room)
  const shown = runs
    .slice(from, to)
    .map((note, index) =>
      runLine(
        note,
        runs[from + index - 1],
        level.headline[0],
        bench.opened.runs,
        from + index === runs.length - 1,
        width,
      ),
    )
  const empty =
    runs.length <= 1 && bench.play.moves.length === 0 ? [line(span(` ${words.bench.noMoves}`, 'muted'))] : []
  return [...shown, ...empty, ...(guess.length > 0 ? [line(''), ...guess] : [])]
}
