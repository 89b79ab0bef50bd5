/** The campaign: one list, one card. The list answers "where was I". */
import {
  chapterState,
  type Level,
  levelLike,
  levelProgress,
  medalCount,
  nextLevel,
  resumeAt,
  statusOf,
} from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import {
  aimed,
  type Block,
  exact,
  type Line,
  left,
  line,
  restyle,
  right,
  sized,
  span,
  spread,
} from '../looks/line.ts'
import type { State } from '../state.ts'
import { taskName } from '../task.ts'
import { passedHere } from '../views/codes.ts'
import { footer, stars, statusRow, titleBar } from '../widgets/chrome.ts'
import { innerHeight, innerWidth, panel, scrollTo } from '../widgets/panel.ts'
import { cardLines, elsewhereLines } from './map-card.ts'
import { halves } from './panels.ts'
import { isBoxed, type View } from './view.ts'

const SIGNS = { passed: '✔', open: '○', closed: '·' } as const

/** The best value of the level's headline metric, or what is missing. */
export function bestOf(level: Level, state: State): string {
  const entry = levelProgress(state.progress, level.id)
  const best = entry.best[level.headline[0]]
  if (best !== undefined) return formatMetric(level.headline[0], best)
  if (entry.runs > 0) return words.map.tried(entry.runs)
  if (level.kind !== 'level') return words.campaign[level.kind]
  return statusOf(level, state.levels, state.progress) === 'closed' ? '' : words.map.new
}

function levelLine(state: State, level: Level, held: boolean, width: number): Line {
  const status = statusOf(level, state.levels, state.progress)
  const entry = levelProgress(state.progress, level.id)
  const sign = level.kind === 'boss' && status !== 'passed' ? '◆' : SIGNS[status]
  const medals = stars(entry.medals, 1 + level.medals.length)
  const value = width >= 60 ? 18 : 10
  const row = line(
    held ? span(' ▸', 'focus') : '  ',
    span(sign, status === 'passed' ? 'good' : 'plain'),
    span(
      ` ${left(level.number, 4)}${left(plainLine(level.title), width - value - 13)} `,
      held ? 'focus' : 'plain',
    ),
    medals,
    `  ${left(bestOf(level, state), value - 2)}`,
  )
  return status === 'closed' && !held ? exact(restyle(row, 'muted'), width) : exact(row, width)
}

/** What is to be done in a chapter: nothing more, so many levels, its boss first, or others before it. */
export function standing(state: State, chapter: string): string {
  const { passed, of, open, boss, needs } = chapterState(chapter, state.levels, state.progress)
  if (passed === of) return words.campaign.done
  if (open > 0) return words.campaign.open(open)
  if (boss !== undefined) return words.campaign.bossFirst(boss.number)
  return words.campaign.needs(needs.map((level) => level.number).join(' '))
}

function chapterLine(state: State, level: Level, width: number): Line {
  const { id, number, title } = level.chapter
  const { won, of } = medalCount(
    state.levels.filter((one) => one.chapter.id === id),
    state.progress,
  )
  const { minutes } = chapterState(id, state.levels, state.progress)
  const wide = width >= 60
  const long = wide && minutes > 0 ? span(`   ${words.campaign.left(minutes)}`, 'muted') : ''
  return spread(
    line(span(` ${number}  ${plainLine(title)}`, 'bold'), long),
    line(
      span('★', 'star'),
      ` ${right(won.toString(), 2)} of ${left(of.toString(), 3)} `,
      span(left(standing(state, id), wide ? 15 : 13), 'muted'),
    ),
    width,
  )
}

function listLines(state: State, cursor: number, width: number, height: number): Block {
  const lines: Line[] = []
  let at = 0
  for (const [index, level] of state.levels.entries()) {
    if (level.chapter.id !== state.levels[index - 1]?.chapter.id) {
      if (lines.length > 0) lines.push(line(''))
      lines.push(chapterLine(state, level, width))
    }
    if (index === cursor) at = lines.length
    lines.push(aimed(levelLine(state, level, index === cursor, width), { item: index }))
  }
  if (lines.length === 0) lines.push(line(` ${words.map.empty}`))
  const room = height - 1
  const kinds = new Set(state.levels.map((level) => level.kind))
  const legend = kinds.has('boss') ? words.map.legendBoss : words.map.legend
  const from = scrollTo(at, lines.length, room, at <= 1 ? 0 : at - Math.floor(room / 2))
  return [
    ...sized(lines.slice(from, from + room), width, room),
    exact(line(span(` ${legend}`, 'muted')), width),
  ]
}

export function statusText(state: State): string {
  const current = resumeAt(state.levels, state.progress)
  if (current === undefined) return ''
  const next =
    levelProgress(state.progress, current.id).medals > 0
      ? nextLevel(current, state.levels, state.progress)
      : current
  return next === undefined ? words.map.allPassed : words.map.next(next.number, plainLine(next.title))
}

/** Of an assignment: when it is due, what is passed, and how to take all codes along. */
export function taskStatus(state: State): string {
  const { passed, of } = passedHere(state)
  const { due } = state.task ?? {}
  const first = due === undefined ? [] : [words.task.due(due)]
  return [...first, words.task.passed(passed, of), words.task.keys].join('   ')
}

/** What is typed to go to a level, in the place of the footer. */
export function jumpLine(state: State, text: string): Line {
  const missed = text !== '' && levelLike(state.levels, text) < 0
  return line(
    span(` ${words.jump.prompt} `, 'bold'),
    span(`${text}_`, 'focus'),
    span(`   ${missed ? words.jump.none : words.jump.keys}`, 'muted'),
  )
}

/** Rows of the panel that names other places; shown where the card leaves them. */
const LEAST_CARD = 22

/** Rows of one of those places. */
const MOST_ROWS = 3

function rightHalf(
  state: State,
  level: Level | undefined,
  width: number,
  rows: number,
  boxed: boolean,
): Block {
  const cells = innerWidth(width, boxed)
  const fits = (lines: Block) => rows - lines.length - 2 >= LEAST_CARD
  const long = elsewhereLines(state, cells, MOST_ROWS)
  const elsewhere = fits(long) ? long : elsewhereLines(state, cells, 1)
  const below = fits(elsewhere) ? elsewhere.length + 2 : 0
  const height = rows - below
  const note = line(span(level?.number ?? '', 'muted'))
  const inside = level === undefined ? [] : cardLines(state, level, cells, innerHeight(height, boxed))
  const card = panel({ title: words.map.level, note, width, height, boxed }, inside)
  if (below === 0) return card
  return [...card, ...panel({ title: words.campaign.elsewhere, width, height: below, boxed }, elsewhere)]
}

export function mapScreen(state: State, cursor: number, notice: string | undefined, view: View): Block {
  const { columns } = view
  const { task } = state
  const rows = view.rows - 4
  const boxed = isBoxed(view)
  const cells = boxed ? Math.max(60, Math.round(columns * 0.6)) : 50
  const other = columns - cells - (boxed ? 0 : 1)
  const { won, of } = medalCount(state.levels, state.progress)
  const list = panel(
    {
      title: words.map.levels,
      note: line(span(state.levels.length.toString(), 'muted')),
      width: cells,
      height: rows,
      boxed,
      focused: true,
    },
    listLines(state, cursor, innerWidth(cells, boxed), innerHeight(rows, boxed)),
  )
  return [
    titleBar(
      columns,
      task === undefined ? words.map.title : taskName(task),
      [],
      line(span('★', 'star'), ` ${won} of ${of}`),
    ),
    ...halves(list, rightHalf(state, state.levels[cursor], other, rows, boxed), boxed),
    statusRow(line(` ${task === undefined ? statusText(state) : taskStatus(state)}`), undefined, columns),
    footer(task === undefined ? 'map' : 'task-map', columns, notice),
  ]
}
