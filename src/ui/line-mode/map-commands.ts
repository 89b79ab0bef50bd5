/** What the commands answer that lead from place to place: map, levels, the task of today, settings. */
import {
  findLevel,
  isRefusal,
  type Level,
  levelLike,
  resumeAt,
  SETTING_VALUES,
  type Settings,
  statusOf,
} from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { capital, LONGEST_LINE, sentence } from '../spoken/aloud.ts'
import {
  cardSaid,
  chapterItem,
  chapters,
  closedSaid,
  guessesSaid,
  levelItem,
  settingItem,
} from '../spoken/campaign.ts'
import { pop, type State, type Step, step, topOf } from '../state.ts'
import { openBench, skipGuess } from '../update/bench.ts'
import { saveCodes } from '../update/codes.ts'
import { isInSandbox } from '../update/sandbox.ts'
import { chooseSetting, leave, leaveBench, screenCommand } from '../update/screens.ts'
import { codeHere } from '../views/codes.ts'
import { codeRows } from '../views/result-code.ts'
import { goTo, ordinal } from './change-commands.ts'
import { type Answer, atOf, choice, listed, outOf, sayOnly } from './line.ts'
import { aboutSaidAt, modelCommandSaid } from './look-commands.ts'
import { QUESTION_COMMANDS } from './question-commands.ts'

/** What is performed wherever one is. */
export type Anywhere = (state: State, rest: string) => Answer

/** The map below everything; what lies on the bench is kept. */
function toMap(state: State): Step {
  const at = atOf(state)
  if (at === 'map') return step(state)
  if (isInSandbox(state)) {
    const left = leaveBench(state)
    return {
      ...left,
      state: { ...left.state, stack: [left.state.stack[0]], bench: undefined, sandbox: undefined },
    }
  }
  return leaveBench(state)
}

function first(before: Step, next: Step): Step {
  return { state: next.state, effects: [...before.effects, ...next.effects] }
}

/** A level by id, number or words of its title; a sentence where there is none. */
function levelOf(state: State, name: string): Level | string {
  const found = findLevel(state.levels, name)
  if (!isRefusal(found)) return found.level
  const like = state.levels[levelLike(state.levels, name)]
  return like ?? sentence(capital(plainLine(found.problem)))
}

export const play: Anywhere = (state, rest) => {
  const level = rest === '' ? resumeAt(state.levels, state.progress) : levelOf(state, rest)
  if (level === undefined) return sayOnly(capital(sentence(words.map.empty)))
  if (typeof level === 'string') return sayOnly(level)
  if (statusOf(level, state.levels, state.progress) === 'closed') return sayOnly(...closedSaid(state, level))
  const left = toMap(state)
  return goTo(first(left, openBench(left.state, level)))
}

const about: Anywhere = (state, rest) => {
  if (rest === '' || /^\d{1,2}$/.test(rest)) return aboutSaidAt(state, rest === '' ? undefined : Number(rest))
  const level = levelOf(state, rest)
  if (typeof level === 'string') return sayOnly(level)
  return sayOnly(...cardSaid(state, level))
}

const chapter: Anywhere = (state, rest) => {
  const all = chapters(state)
  const wanted = all.find((one) => String(one.chapter.number) === rest)
  if (wanted === undefined) return outOf(plainLine(rest), all.length)
  const levels = state.levels.filter((one) => one.chapter.id === wanted.chapter.id)
  const choices = levels.map((one) =>
    choice(levelItem(state, one), `${words.lineCommands.play.words[0]} ${one.id}`),
  )
  return { said: [`${capital(chapterItem(state, wanted))}.`, ...listed(choices)], choices }
}

const today: Anywhere = (state) => {
  const left = toMap(state)
  return {
    ui: left.state,
    effects: [...left.effects, { kind: 'draw-daily' }],
    said: [words.line.drawing],
    waits: 'daily',
  }
}

const sandbox: Anywhere = (state) => {
  const left = toMap(state)
  return { ui: left.state, effects: [...left.effects, { kind: 'open-sandbox' }], said: [], waits: 'sandbox' }
}

/** Those that change what is heard; colours and signs do not. */
const HEARD = ['language', 'path']

const settings: Anywhere = (state, rest) => {
  const names = HEARD.filter((name) => Object.hasOwn(SETTING_VALUES, name)) as (keyof Settings)[]
  const at = ordinal(rest, names.length)
  if (at !== undefined) {
    const name = names[at - 1]
    const values: readonly string[] = SETTING_VALUES[name]
    const next = (values.indexOf(state.progress.settings[name]) + 1) % values.length
    const chosen = chooseSetting(state, name, next)
    return {
      ui: chosen.state,
      effects: chosen.effects,
      said: [`${capital(settingItem(chosen.state.progress.settings, name))}.`],
    }
  }
  const choices = names.map((name, index) =>
    choice(
      settingItem(state.progress.settings, name),
      `${words.lineCommands.settings.words[0]} ${index + 1}`,
    ),
  )
  return { said: [words.line.settings, ...listed(choices)], choices }
}

/** The codes of an assignment, level by level; `save` writes them to a file. */
const codes: Anywhere = (state, rest) => {
  const say = words.task.codes
  if (state.task === undefined) return sayOnly(capital(sentence(say.noTask)))
  if (rest === 'save') {
    const { state: ui, effects } = saveCodes(state)
    return effects.length === 0
      ? sayOnly(capital(sentence(say.nothing)))
      : { ui, effects, said: [], waits: 'told' }
  }
  const rows = state.levels.flatMap((level) => {
    const code = codeHere(state, level)
    if (code === undefined) return [say.said(level.number, say.none)]
    return [say.said(level.number, '').trimEnd(), ...codeRows(code, LONGEST_LINE)]
  })
  return sayOnly(...rows, say.how)
}

const back: Anywhere = (state) => {
  const at = atOf(state)
  if (at === 'map') return sayOnly(words.line.mapHere)
  if (at === 'guess') return goTo(skipGuess(state), words.line.guessSkipped)
  if (at === 'debrief') return goTo(step(pop(state)))
  if (at === 'sandbox') return goTo(toMap(state))
  return goTo(leaveBench(state))
}

export const MAP_COMMANDS = {
  map: (state) => goTo(toMap(state)),
  play,
  about,
  chapter,
  today,
  sandbox,
  guesses: (state) => sayOnly(...guessesSaid(state)),
  settings,
  model: modelCommandSaid,
  ...QUESTION_COMMANDS,
  codes,
  back,
  nextLevel: (state) =>
    state.bench === undefined ? play(state, '') : goTo(screenCommand(state, 'next-level')),
  again: (state) => {
    const under = topOf(state).at === 'debrief' ? state : { ...state, stack: [...state.stack, topOf(state)] }
    const made = screenCommand(under, 'again')
    return { ui: made.state, effects: made.effects, said: [words.line.reset], waits: 'run' }
  },
  quit: (state) => {
    const left = leave(state, 0)
    return { ui: left.state, effects: left.effects, said: [words.line.bye], choices: [] }
  },
} as const satisfies Readonly<Record<string, Anywhere>>
