/** The card of a level on the map: what it asks, what it needs, how far one is. And where else there is to go. */
import { countConfigurations, type Level, levelProgress, statusOf, streakOf } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { commandsOf } from '../keys/keys.ts'
import { type Block, fitted, type Line, left, line, lineWidth, span, wrap, wrapTo } from '../looks/line.ts'
import { activeSet, type State } from '../state.ts'
import { isExam } from '../task.ts'
import { codeHere, shareOf } from '../views/codes.ts'
import { opensBy } from '../views/opens.ts'
import { codeRows as rowsOf } from '../views/result-code.ts'

function labelled(name: string, text: string, width: number): Line[] {
  return wrap(text, width - 12).map((one, index) =>
    line(span(` ${left(index === 0 ? name : '', 10)}`, 'muted'), one),
  )
}

/** Of a level that is open; of another one the last line says what opens it. */
function needs(level: Level, state: State): string {
  if (level.requires.length === 0) return words.map.nothing
  return level.requires
    .map((id) => {
      const one = state.levels.find((candidate) => candidate.id === id)
      const passed = levelProgress(state.progress, id).medals > 0
      return `${one?.number ?? plainLine(id)} ${passed ? '✔' : '○'}`
    })
    .join('   ')
}

/** What sort of level it is, where it is no ordinary one. */
function kindLines(level: Level, width: number): Line[] {
  if (level.kind === 'level') return []
  const { number, title } = level.chapter
  const said =
    level.kind === 'boss' ? words.campaign.aboutBoss(number, plainLine(title)) : words.campaign.aboutExpert
  return [line(''), ...wrap(said, width - 2).map((text) => line(span(` ${text}`, 'muted')))]
}

/** What Enter does; on a closed level, what opens it. */
function next(state: State, level: Level, width: number): Line[] {
  const closed = statusOf(level, state.levels, state.progress) === 'closed'
  const began = levelProgress(state.progress, level.id).moves.length > 0
  const said = closed
    ? opensBy(level, state.levels, state.progress)
    : began
      ? words.map.resume
      : words.map.enter
  return wrap(said, width - 4).map((text, index) =>
    line(span(index === 0 ? (closed ? ' · ' : ' ▸ ') : '   ', closed ? 'muted' : 'focus'), text),
  )
}

/** What an assignment says of a level: its share of the grade, its hints. */
function taskLines(state: State, level: Level, width: number): Line[] {
  const own = state.task?.levels[level.id]
  if (own === undefined) return []
  const say = words.task
  return [
    ...labelled(say.weight, say.weightIs(own.weight, shareOf(state, level)), width),
    ...(own.hints === undefined ? [] : labelled(say.hints, say.hintsAre(own.hints), width)),
  ]
}

function codeLines(state: State, level: Level, width: number): Line[] {
  return state.task?.levels[level.id] === undefined ? [] : codeRows(codeHere(state, level), width)
}

/** Under this width a code begins on a line of its own, so that it takes fewer. */
const NARROW = 40

function codeRows(code: string | undefined, width: number): Line[] {
  const say = words.task
  if (code === undefined) return labelled(say.code, say.noCode, width)
  if (width < NARROW)
    return [
      line(span(` ${say.code}`, 'muted')),
      ...rowsOf(code, width - 2).map((one) => line(span(` ${one}`, 'bold'))),
    ]
  return rowsOf(code, width - 13).map((one, index) =>
    line(span(` ${left(index === 0 ? say.code : '', 10)}`, 'muted'), span(one, 'bold')),
  )
}

export function cardLines(state: State, level: Level, width: number, height: number): Block {
  const entry = levelProgress(state.progress, level.id)
  const best = entry.best[level.headline[0]]
  const played =
    entry.runs === 0
      ? words.map.neverPlayed
      : `${words.debrief.changes(entry.runs)}${best === undefined ? '' : `, best ${formatMetric(level.headline[0], best)}`}`
  const lesson = isExam(state) ? words.task.hidden : plainLine(level.teaches)
  const teaches = labelled(words.map.teaches, lesson, width)
  const time = labelled(words.map.time, words.map.minutes(level.minutes), width)
  const knobs = labelled(
    words.map.knobs,
    words.map.count(level.knobs.length, countConfigurations(level)),
    width,
  )
  const brief = wrap(plain(level.brief), width - 2).map((text) => line(` ${text}`))
  const code = codeLines(state, level, width)
  const whole = [
    ...wrap(plainLine(level.title), width - 2).map((text) => line(' ', span(text, 'bold'))),
    line(''),
    ...brief,
    ...kindLines(level, width),
    line(''),
    ...teaches,
    line(''),
    ...(statusOf(level, state.levels, state.progress) === 'closed' || state.task !== undefined
      ? []
      : labelled(words.map.needs, needs(level, state), width)),
    ...time,
    ...knobs,
    ...labelled(words.map.you, played, width),
    ...taskLines(state, level, width),
    ...code,
    line(''),
    ...next(state, level, width),
  ]
  // Where the card is low, air goes first, then the sentence that the debrief has anyway, then what one sees at once on the bench.
  if (whole.length <= height) return whole
  const dense = whole.filter((one) => lineWidth(one) > 0)
  const spare = state.task === undefined ? [teaches] : [teaches, knobs, time]
  const spared = spare.reduce(
    (lines, some) => (lines.length <= height ? lines : lines.filter((one) => !some.includes(one))),
    dense,
  )
  return cutCode(cutBrief(spared, brief, height, plain(level.brief), width), code, height, width)
}

/** The same with as many rows of the brief as there is room for. */
function cutBrief(
  lines: Line[],
  brief: readonly Line[],
  height: number,
  text: string,
  width: number,
): Line[] {
  const shown = lines.filter((one) => brief.includes(one))
  if (lines.length <= height || shown.length === 0) return lines
  const rows = Math.max(0, shown.length - (lines.length - height))
  const at = lines.indexOf(shown[0])
  const kept = wrapTo(text, width - 2, rows).map((one) => line(` ${one}`))
  return [...lines.slice(0, at), ...kept, ...lines.filter((one, index) => index > at && !brief.includes(one))]
}

/** The same with as many rows of the code as there is room for, and how to have it whole. */
function cutCode(lines: Line[], code: readonly Line[], height: number, width: number): Line[] {
  if (lines.length <= height || code.length === 0) return lines
  const at = lines.indexOf(code[0])
  const rows = Math.max(0, code.length - (lines.length - height) - 1)
  const more = fitted(line(span(` … ${words.task.codeCopied}`, 'muted')), width)
  return [...lines.slice(0, at), ...code.slice(0, rows), more, ...lines.slice(at + code.length)]
}

export function streakText(state: State): string {
  const { now, longest, today } = streakOf(state.progress, state.today)
  const said = words.daily.streak(now, longest)
  return today ? words.daily.done(said) : words.daily.open(said)
}

/** Cells before the text of a key. */
const KEY_CELLS = 4

function keyLines(label: string, text: string, width: number, rows: number): Line[] {
  return wrapTo(text, width - KEY_CELLS - 1, rows).map((one, at) =>
    line(' ', span(left(at === 0 ? label : '', KEY_CELLS - 1), 'bold'), one),
  )
}

/**
 * Other places than a level, by their keys, and the row of days whose task was passed.
 * @param rows that one of them may take
 */
export function elsewhereLines(state: State, width: number, rows: number): Block {
  const own = commandsOf(activeSet(state.stack[0], state.task)).flatMap(({ scope, commands }) =>
    ['games', 'task', 'elsewhere'].includes(scope) ? commands : [],
  )
  const keys = own.flatMap(({ label, text }) => keyLines(label, text, width, rows))
  if (state.task !== undefined) return keys
  return [...keys, ...wrapTo(streakText(state), width - 2, rows).map((one) => line(span(` ${one}`, 'muted')))]
}
