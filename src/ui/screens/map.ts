/** The campaign: one list, one card. The list answers "where was I". */
import {
  countConfigurations,
  type Level,
  levelProgress,
  medalCount,
  nextLevel,
  resumeAt,
  statusOf,
} from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  lineWidth,
  restyle,
  right,
  sized,
  span,
  spread,
  wrap,
} from '../line.ts'
import type { State } from '../state.ts'
import { footer, stars, statusRow, titleBar } from '../widgets/chrome.ts'
import { innerHeight, innerWidth, panel, scrollTo } from '../widgets/panel.ts'
import { halves } from './panels.ts'
import { isBoxed, type View } from './view.ts'

const SIGNS = { passed: '✔', open: '○', closed: '·' } as const

/** The best value of the level's headline metric, or what is missing. */
function bestOf(level: Level, state: State): string {
  const entry = levelProgress(state.progress, level.id)
  const best = entry.best[level.headline[0]]
  if (best !== undefined) return formatMetric(level.headline[0], best)
  if (entry.runs > 0) return words.map.runs(entry.runs)
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

function chapterLine(state: State, level: Level, width: number): Line {
  const levels = state.levels.filter((one) => one.chapter.id === level.chapter.id)
  const { won, of } = medalCount(levels, state.progress)
  return spread(
    line(span(` ${level.chapter.number}  ${plainLine(level.chapter.title)}`, 'bold')),
    line(span('★', 'star'), ` ${right(won.toString(), 2)} of ${left(of.toString(), width >= 60 ? 12 : 4)}`),
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
    lines.push(levelLine(state, level, index === cursor, width))
  }
  if (lines.length === 0) lines.push(line(` ${words.map.empty}`))
  const room = height - 1
  const bosses = state.levels.some((level) => level.kind === 'boss')
  const from = scrollTo(at, lines.length, room, at <= 1 ? 0 : at - Math.floor(room / 2))
  return [
    ...sized(lines.slice(from, from + room), width, room),
    exact(line(span(` ${bosses ? words.map.legendBoss : words.map.legend}`, 'muted')), width),
  ]
}

function labelled(name: string, text: string, width: number): Line[] {
  return wrap(text, width - 12).map((one, index) =>
    line(span(` ${left(index === 0 ? name : '', 10)}`, 'muted'), one),
  )
}

function needs(state: State, level: Level): string {
  if (level.requires.length === 0) return words.map.nothing
  return level.requires
    .map((id) => {
      const one = state.levels.find((candidate) => candidate.id === id)
      const passed = levelProgress(state.progress, id).medals > 0
      return `${one?.number ?? plainLine(id)} ${passed ? '✔' : '○'}`
    })
    .join('   ')
}

function cardLines(state: State, level: Level, width: number, height: number): Block {
  const entry = levelProgress(state.progress, level.id)
  const best = entry.best[level.headline[0]]
  const played =
    entry.runs === 0
      ? words.map.neverPlayed
      : `${words.map.runs(entry.runs)}${best === undefined ? '' : `, best ${formatMetric(level.headline[0], best)}`}`
  const teaches = labelled(words.map.teaches, plainLine(level.teaches), width)
  const whole = [
    ...wrap(plainLine(level.title), width - 2).map((text) => line(' ', span(text, 'bold'))),
    line(''),
    ...wrap(plain(level.brief), width - 2).map((text) => line(` ${text}`)),
    line(''),
    ...teaches,
    line(''),
    ...labelled(words.map.needs, needs(state, level), width),
    ...labelled(words.map.time, words.map.minutes(level.minutes), width),
    ...labelled(words.map.knobs, words.map.count(level.knobs.length, countConfigurations(level)), width),
    ...labelled(words.map.you, played, width),
    line(''),
    ...wrap(entry.moves.length > 0 ? words.map.resume : words.map.enter, width - 4).map((text, index) =>
      line(span(index === 0 ? ' ▸ ' : '   ', 'focus'), text),
    ),
  ]
  // Where the card is low, air goes first, and then the sentence that the debrief has anyway.
  if (whole.length <= height) return whole
  const dense = whole.filter((one) => lineWidth(one) > 0)
  return dense.length <= height ? dense : dense.filter((one) => !teaches.includes(one))
}

function statusText(state: State): string {
  const current = resumeAt(state.levels, state.progress)
  if (current === undefined) return ''
  const next =
    levelProgress(state.progress, current.id).medals > 0
      ? nextLevel(current, state.levels, state.progress)
      : current
  return next === undefined ? words.map.allPassed : words.map.next(next.number, plainLine(next.title))
}

export function mapScreen(state: State, cursor: number, notice: string | undefined, view: View): Block {
  const { columns } = view
  const rows = view.rows - 4
  const boxed = isBoxed(view)
  const cells = boxed ? Math.max(60, Math.round(columns * 0.6)) : 50
  const other = columns - cells - (boxed ? 0 : 1)
  const level = state.levels[cursor]
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
  const card = panel(
    {
      title: words.map.level,
      note: line(span(level?.number ?? '', 'muted')),
      width: other,
      height: rows,
      boxed,
    },
    level === undefined ? [] : cardLines(state, level, innerWidth(other, boxed), innerHeight(rows, boxed)),
  )
  return [
    titleBar(columns, words.map.title, [], line(span('★', 'star'), ` ${won} of ${of}`)),
    ...halves(list, card, boxed),
    statusRow(line(` ${statusText(state)}`), undefined, columns),
    footer('map', columns, notice),
  ]
}
