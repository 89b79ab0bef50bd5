/** The reading of a screen: its title, what is in hand, and then what it shows, in sentences. Pure. */
import { hintPoints, levelLike, sandboxFields } from '../../game/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { machineLine } from '../../text/machine-text.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { streakText } from '../screens/map-card.ts'
import { type MenuText, menuText } from '../screens/overlays.ts'
import { SETTINGS } from '../settings.ts'
import { noticeOf, type Screen, type State, topOf } from '../state.ts'
import { formerRuns } from '../views/former-runs.ts'
import { hintsLeftSaid, noHintSaid, openedHint } from '../views/hint-offered.ts'
import { aboutSaid } from './about.ts'
import { answerLines, capital, numbered, sentence } from './aloud.ts'
import { benchTitle, briefSaid, goalsSaid, measuredSaid } from './bench.ts'
import { benchSaid, incidentSaid } from './bench-screen.ts'
import {
  cardSaid,
  chapterItem,
  chapters,
  guessesSaid,
  levelItem,
  mapTitle,
  runItem,
  runsSaid,
  settingItem,
} from './campaign.ts'
import { ownCardSaid } from './cards.ts'
import { compareSaid } from './compare.ts'
import { lessonSaid, resultSaid, sourcesSaid, waysSaid } from './debrief.ts'
import { exploreHand, exploreSaid } from './explore.ts'
import { checkSaid, fieldItem, treeSaid } from './host.ts'
import { helpSaid, keyName } from './keys.ts'
import { lectureSaid } from './lecture.ts'
import { lookUpSaid, modelSaid } from './model.ts'
import { questionsScreenSaid } from './questions.ts'
import { routingSaid } from './routing.ts'
import { findSaid, paletteSaid } from './typing.ts'
import { whyScreenSaid } from './why-screen.ts'

/** What a screen says, before it is folded into lines. */
export function sentencesOf(state: State): string[] {
  const top = topOf(state)
  const notice = noticeOf(state)
  const said = notice === undefined ? [] : [capital(sentence(plainLine(notice)))]
  return [...said, ...screenSaid(state, top)]
}

/** The lines that a screen reader is given; no line is longer than `width`. */
export function spoken(state: State, width?: number): string[] {
  return answerLines(sentencesOf(state), width)
}

function screenSaid(state: State, top: Screen): string[] {
  const { bench } = state
  switch (top.at) {
    case 'orientation':
      return orientationSaid()
    case 'map':
      return mapSaid(state, top.cursor)
    case 'jump':
      return jumpSaid(state, top.text)
    case 'settings': {
      const { settings } = state.progress
      const items = SETTINGS.map((name) => settingItem(settings, name))
      const name = SETTINGS[top.cursor]
      return [
        words.line.settings,
        words.line.handRow(items[top.cursor], top.cursor + 1, items.length),
        words.settings.about[name],
        ...numbered(items),
        capital(sentence(words.settings.version(state.version))),
      ]
    }
    case 'sandbox':
      return sandboxSaid(state, top.cursor)
    case 'questions':
      return questionsScreenSaid(state, top)
    case 'predictions':
      return guessesSaid(state)
    case 'help':
      return helpSaid(state)
    case 'menu': {
      const text = menuText(state, top.menu)
      return text === undefined ? [] : menuSaid(text)
    }
    case 'model':
      return modelSaid(state, top)
    case 'look-up':
      return lookUpSaid(state, top.text)
    case 'about':
      return aboutSaid(state)
    case 'palette':
      return paletteSaid(state, top)
    case 'lecture':
      return lectureSaid(state, top)
    case 'bench':
    case 'why':
    case 'compare':
    case 'routing':
    case 'card':
    case 'find':
    case 'debrief':
    case 'explore':
    case 'runs':
    case 'hint':
    case 'brief':
    case 'tree':
      return bench === undefined ? [] : ofBench(state, bench, top)
  }
}

type OfBench =
  | ('bench' | 'debrief' | 'explore' | 'runs' | 'hint' | 'brief' | 'tree')
  | ('compare' | 'routing' | 'card' | 'find' | 'why')

function ofBench(state: State, bench: Bench, top: Extract<Screen, { at: OfBench }>): string[] {
  switch (top.at) {
    case 'compare':
      return compareSaid(state, bench, top)
    case 'routing':
      return routingSaid(bench, top.cursor)
    case 'why':
      return whyScreenSaid(bench, top)
    case 'card':
      return ownCardSaid(state, bench, top.card)
    case 'find':
      return findSaid(bench, top)
    case 'bench':
      return bench.incident === undefined ? benchSaid(state, bench) : incidentSaid(state, bench)
    case 'debrief':
      return debriefSaid(state, bench, top)
    case 'explore':
      return [benchTitle(bench), ...exploreHand(state, bench, top), ...exploreSaid(state, bench, top)]
    case 'runs': {
      const all = formerRuns(bench)
      const row = all[top.cursor]
      const held =
        row === undefined ? [] : [words.line.handRow(runItem(bench, row), top.cursor + 1, all.length)]
      return [benchTitle(bench), ...held, ...runsSaid(bench)]
    }
    case 'hint':
      return hintSaid(bench, top.shown)
    case 'brief':
      return [benchTitle(bench), ...briefSaid(bench)]
    case 'tree':
      return treeSaid(bench)
  }
}

function orientationSaid(): string[] {
  const { text, keys, end } = words.orientation
  return [
    words.line.begun,
    ...text,
    ...keys.map(([key, what]) => words.line.help.key(keyName(key), what)),
    end,
  ]
}

function mapSaid(state: State, cursor: number): string[] {
  const level = state.levels[cursor]
  const rows = chapters(state).flatMap((first) => [
    `${capital(chapterItem(state, first))}.`,
    ...state.levels
      .filter(({ chapter }) => chapter.id === first.chapter.id)
      .map((one) => `  ${levelItem(state, one)}.`),
  ])
  const held =
    level === undefined
      ? [capital(sentence(words.map.empty))]
      : [
          words.line.handRow(plainLine(level.title), cursor + 1, state.levels.length),
          ...cardSaid(state, level),
        ]
  const streak = capital(sentence(streakText(state).slice(2)))
  const keys = capital(sentence(words.task.keys))
  return [...mapTitle(state), ...held, ...rows, state.task === undefined ? streak : keys]
}

function jumpSaid(state: State, text: string): string[] {
  const level = state.levels[levelLike(state.levels, text)]
  const found = level === undefined ? words.line.jumpNone : `${levelItem(state, level)}.`
  return [words.line.jump(text, found)]
}

function debriefSaid(state: State, bench: Bench, top: Extract<Screen, { at: 'debrief' }>): string[] {
  const parts = {
    result: () => resultSaid(state, bench),
    lesson: () => lessonSaid(bench),
    sources: () => sourcesSaid(bench),
    ways: () => waysSaid(state, bench),
  }
  const first = top.tab ?? 'result'
  const order = [first, ...(['result', 'lesson', 'sources', 'ways'] as const).filter((one) => one !== first)]
  return [benchTitle(bench), ...order.flatMap((one) => parts[one]())]
}

function hintSaid(bench: Bench, shown: number | undefined): string[] {
  const hint = openedHint(bench, shown)
  const spent = hintPoints(bench.play.level, bench.play.hintsShown)
  return [
    hint === undefined
      ? capital(sentence(noHintSaid(bench)))
      : hint.shown
        ? words.line.hint(plain(hint.text))
        : words.hint.offer(hint.price),
    ...(spent > 0 ? [words.hint.points(spent)] : []),
    ...(hint === undefined ? [] : hintsLeftSaid(bench)).map((one) => capital(sentence(one))),
  ]
}

/** The row in hand of a list of choices, then all of them. */
function menuSaid(text: MenuText): string[] {
  const held = text.inHand ?? text.chosen
  const labels = text.items.map(({ label }) => label.replace(/ {2,}/, ', ').trim())
  return [
    `${capital(text.title)}.`,
    ...text.above.filter((one) => one !== ''),
    held === undefined
      ? words.line.nothingInHand
      : words.line.handRow(labels[held] ?? '', held + 1, labels.length),
    ...numbered(labels),
  ]
}

function sandboxSaid(state: State, wanted: number): string[] {
  const { sandbox, bench } = state
  if (sandbox === undefined) return []
  const fields = sandboxFields(sandbox)
  const cursor = Math.min(wanted, fields.length - 1)
  const field = fields[cursor]
  const items = fields.map((one) => fieldItem(one, sandbox))
  return [
    words.line.sandbox(sandbox.host.guests.length),
    ...(field === undefined ? [] : [words.line.handRow(items[cursor], cursor + 1, items.length)]),
    ...(field === undefined ? [] : [machineLine(field.about(field.value))].filter((one) => one !== '')),
    ...(bench === undefined ? [] : [...checkSaid(bench), ...goalsSaid(bench), ...measuredSaid(bench)]),
    ...numbered(items),
  ]
}
