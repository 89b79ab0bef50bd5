/** The map, a level's card, guesses, former runs and settings in sentences. */
import {
  countConfigurations,
  guessesOf,
  type Level,
  levelProgress,
  medalCount,
  type RunRecord,
  type Settings,
  statusOf,
  tendencyOf,
} from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { bestOf, standing, statusText } from '../screens/map.ts'
import type { State } from '../state.ts'
import { isExam, taskName } from '../task.ts'
import { codeHere, passedHere, shareOf } from '../views/codes.ts'
import { formerRuns } from '../views/former-runs.ts'
import { codeRows } from '../views/result-code.ts'
import { capital, LONGEST_LINE, numbered, sentence } from './aloud.ts'
import { knobName, spokenName } from './bench.ts'

export function mapTitle(state: State): string[] {
  const { won, of } = medalCount(state.levels, state.progress)
  if (state.task !== undefined)
    return [
      sentence(taskName(state.task).replace(/ {2,}/g, ', ')),
      words.line.map(won, of),
      sentence(capital(taskSaid(state))),
    ]
  return [words.line.map(won, of), sentence(capital(statusText(state)))]
}

/** The first level of each chapter. */
export function chapters(state: State): readonly Level[] {
  return state.levels.filter((level, index) => level.chapter.id !== state.levels[index - 1]?.chapter.id)
}

export function chapterItem(state: State, { chapter }: Level): string {
  const own = state.levels.filter((one) => one.chapter.id === chapter.id)
  const { won, of } = medalCount(own, state.progress)
  return words.line.chapter(
    chapter.number,
    plainLine(chapter.title),
    words.line.stars(won, of),
    standing(state, chapter.id),
  )
}

export function levelItem(state: State, level: Level): string {
  const status = statusOf(level, state.levels, state.progress)
  const { medals } = levelProgress(state.progress, level.id)
  const best = bestOf(level, state)
  return words.line.levelRow(
    level.number,
    plainLine(level.title),
    words.line.status[status],
    medals > 0 ? words.line.stars(medals, 1 + level.medals.length) : '',
    best,
  )
}

/** Numbers of the levels that have to be passed first, each with how it stands. */
export function needsSaid(state: State, level: Level): string {
  if (level.requires.length === 0) return words.map.nothing
  return level.requires
    .map((id) => {
      const number = state.levels.find((one) => one.id === id)?.number ?? plainLine(id)
      return words.line.needsRow(number, levelProgress(state.progress, id).medals > 0)
    })
    .join(', ')
}

export function closedSaid(state: State, level: Level): string[] {
  const boss = state.levels.find((one) => one.kind === 'boss' && one.chapter.id === level.chapter.id)
  return [
    words.line.closed(needsSaid(state, level)),
    ...(boss === undefined ? [] : [words.line.orBoss(boss.number)]),
  ]
}

/** When an assignment is due, and what of it is passed. */
function taskSaid(state: State): string {
  const { passed, of } = passedHere(state)
  const { due } = state.task ?? {}
  return [...(due === undefined ? [] : [words.task.due(due)]), words.task.passed(passed, of)].join(', ')
}

function taskCardSaid(state: State, level: Level): string[] {
  const own = state.task?.levels[level.id]
  if (own === undefined) return []
  const say = words.task
  const code = codeHere(state, level)
  return [
    `${capital(say.weight)}: ${say.weightIs(own.weight, shareOf(state, level))}.`,
    ...(own.hints === undefined ? [] : [`${capital(say.hints)}: ${say.hintsAre(own.hints)}.`]),
    ...(code === undefined
      ? [`${capital(say.code)}: ${say.noCode}.`]
      : [`${capital(say.code)}:`, ...codeRows(code, LONGEST_LINE)]),
  ]
}

export function cardSaid(state: State, level: Level): string[] {
  const { runs, best } = levelProgress(state.progress, level.id)
  const value = best[level.headline[0]]
  const played =
    runs === 0
      ? words.map.neverPlayed
      : `${words.debrief.changes(runs)}${value === undefined ? '' : `, best ${formatMetric(level.headline[0], value)}`}`
  const { number, title } = level.chapter
  const kind =
    level.kind === 'boss'
      ? [words.campaign.aboutBoss(number, plainLine(title))]
      : level.kind === 'expert'
        ? [words.campaign.aboutExpert]
        : []
  return [
    `${capital(levelItem(state, level))}.`,
    ...plain(level.brief).split('\n'),
    ...kind,
    words.line.card.teaches(isExam(state) ? words.task.hidden : plainLine(level.teaches)),
    ...(state.task === undefined ? [words.line.card.needs(needsSaid(state, level))] : []),
    words.line.card.time(
      words.map.minutes(level.minutes),
      `${words.bench.knobs(level.knobs.length)}, ${words.map.count(level.knobs.length, countConfigurations(level)).replace(/^\d+ +/, '')}`,
    ),
    words.line.card.you(played),
    ...taskCardSaid(state, level),
  ]
}

export function guessesSaid(state: State): string[] {
  if (isExam(state)) return [capital(sentence(words.task.hiddenWhat(words.predictions.title)))]
  const { chapters: all, all: whole } = guessesOf(state.levels, state.progress)
  const said = ({ right, of }: { right: number; of: number }) =>
    of === 0 ? words.predictions.noneYet : words.predictions.right(right, of)
  return [
    words.line.guesses(said(whole)),
    ...all.map((one) => words.line.guessesOf(`${one.number}, ${plainLine(one.title)}`, said(one))),
    words.predictions.tendency[tendencyOf(whole)],
    words.predictions.about,
  ]
}

export function runItem(bench: Bench, record: RunRecord): string {
  const { level } = bench.play
  const moves = record.moves.map((move) => {
    const [, key = '', value = ''] = move.split(' ')
    return `${knobName(key)} ${plainLine(value)}`
  })
  const values = record.values.map(
    (value, index) =>
      `${spokenName(bench, level.headline[index])} ${formatMetric(level.headline[index], value)}`,
  )
  const what = moves.length === 0 ? words.explore.start : moves.join(', ')
  return words.line.run(what, values.join(', '), words.line.stars(record.medals, 1 + level.medals.length))
}

export function runsSaid(bench: Bench): string[] {
  const all = formerRuns(bench)
  if (all.length === 0) return [capital(sentence(words.runs.none))]
  return [words.line.runs(all.length), ...numbered(all.map((one) => `${runItem(bench, one)}.`))]
}

const VALUES = (): Readonly<Record<string, string>> => words.settings.values

export function settingItem(settings: Settings, name: keyof Settings): string {
  const names: Readonly<Record<string, string>> = words.settings.names
  const value = String(settings[name])
  return words.line.setting(names[name] ?? name, VALUES()[value] ?? value)
}
