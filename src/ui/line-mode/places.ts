/** What is said where one comes to, and which choices there are. */
import { choiceText, resumeAt, sandboxFields, statusOf } from '../../game/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { levelAfter } from '../screens/debrief-lines.ts'
import { sentence } from '../spoken/aloud.ts'
import { benchTitle, briefSaid, inHand } from '../spoken/bench.ts'
import { chapterItem, chapters, mapTitle } from '../spoken/campaign.ts'
import { changesSaid } from '../spoken/changes.ts'
import { resultSaid } from '../spoken/debrief.ts'
import { checkSaid, partsOf } from '../spoken/host.ts'
import type { State } from '../state.ts'
import { guessPoints } from '../task.ts'
import { type Answer, type At, atOf, type Choice, choice, listed } from './line.ts'

type CommandName = keyof typeof words.lineCommands

/** The fixed choices of the bench: a number means one thing there. New ones come last. */
const BENCH: readonly CommandName[] = [
  ...(['next', 'choose', 'knob', 'path', 'measured', 'explore', 'hint', 'map', 'debrief', 'why'] as const),
]
const DEBRIEF: readonly CommandName[] = [
  'nextLevel',
  'lesson',
  'sources',
  'ways',
  'explore',
  'again',
  'back',
  'map',
  'code',
]
const SANDBOX: readonly CommandName[] = ['check', 'add', 'bench', 'explore', 'write', 'map']

function benchChoices(bench: Bench): Choice[] {
  const isViolated = (bench.ran?.run.violationCount ?? 0) > 0
  const more: readonly CommandName[] = isViolated ? ['violation', 'fix'] : []
  return [...BENCH, ...more].map((id) =>
    choice(words.lineCommands[id].text.split(/[,;:]/)[0], words.lineCommands[id].words[0]),
  )
}

/** Where else the map leads. */
const CAMPAIGN: readonly CommandName[] = ['today', 'sandbox', 'guesses', 'settings']
const ASSIGNMENT: readonly CommandName[] = ['codes', 'guesses', 'settings']

function mapChoices(state: State): Choice[] {
  const level = resumeAt(state.levels, state.progress)
  const after = level === undefined ? undefined : levelNext(state)
  return [
    ...(after === undefined ? [] : [choice(words.line.play(after.number, after.title), `play ${after.id}`)]),
    ...chapters(state).map((one) => choice(chapterItem(state, one), `chapter ${one.chapter.number}`)),
    ...(state.task === undefined ? CAMPAIGN : ASSIGNMENT).map((id) =>
      choice(words.lineCommands[id].text, words.lineCommands[id].words[0]),
    ),
  ]
}

/** Where one goes on from the map. */
function levelNext(state: State): State['levels'][number] | undefined {
  const current = resumeAt(state.levels, state.progress)
  if (current === undefined || statusOf(current, state.levels, state.progress) !== 'passed') return current
  return (
    state.levels.find(
      (one) => statusOf(one, state.levels, state.progress) === 'open' && one.kind === 'level',
    ) ?? current
  )
}

function guessChoices(bench: Bench): Choice[] {
  const { predict } = bench.play.level
  return [
    ...predict.choices.map((_, index) => choice(choiceText(predict, index), `guess ${index + 1}`)),
    choice(words.line.guessNone, words.lineCommands.skip.words[0]),
  ]
}

function debriefChoices(state: State, bench: Bench): Choice[] {
  const ids = levelAfter(state, bench) === undefined ? DEBRIEF.slice(1) : DEBRIEF
  return ids.map((id) =>
    choice(words.lineCommands[id].text.split(/[,:]/)[0], words.lineCommands[id].words[0]),
  )
}

function sandboxChoices(state: State): Choice[] {
  const { sandbox } = state
  if (sandbox === undefined) return []
  const fields = sandboxFields(sandbox)
  return [
    ...partsOf(sandbox).map((part, index) =>
      choice(
        words.line.sandboxPart(part, fields.filter(({ group }) => group === part).length),
        `part ${index + 1}`,
      ),
    ),
    ...SANDBOX.map((id) => choice(words.lineCommands[id].text, words.lineCommands[id].words[0])),
  ]
}

/** What the numbers mean where no list was asked for. */
export function choicesAt(state: State): readonly Choice[] {
  const { bench } = state
  const at: At = atOf(state)
  if (at === 'map') return mapChoices(state)
  if (at === 'sandbox') return sandboxChoices(state)
  if (bench === undefined) return mapChoices(state)
  return at === 'guess'
    ? guessChoices(bench)
    : at === 'debrief'
      ? debriefChoices(state, bench)
      : benchChoices(bench)
}

/** What is said on coming to a place; a bench waits for its run. */
export function arrive(state: State): Answer {
  const { bench } = state
  const at = atOf(state)
  if (at === 'map')
    return { ui: state, said: [...mapTitle(state), ...listed(mapChoices(state)), words.line.mapHow] }
  if (at === 'sandbox') return { ui: state, said: [], waits: 'sandbox' }
  if (bench === undefined) return { ui: state, said: [] }
  if (at === 'guess') return { ui: state, said: guessSaidAt(bench) }
  if (at === 'debrief')
    return { ui: state, said: [...resultSaid(state, bench), ...listed(debriefChoices(state, bench))] }
  return { ui: state, said: [], waits: 'opened' }
}

function guessSaidAt(bench: Bench): string[] {
  const { brief, predict } = bench.play.level
  const points = guessPoints(bench)
  return [
    benchTitle(bench),
    ...plain(brief).split('\n'),
    points === 0 ? words.line.guess : words.task.guessCountsSaid(points),
    sentence(plainLine(predict.question)),
    ...listed(guessChoices(bench)),
  ]
}

/** A level that was opened, once its run is there. */
export function openedSaid(bench: Bench): string[] {
  const { moves } = bench.play
  const goesOn =
    moves.length === 0
      ? []
      : [words.line.goesOn(moves.map(({ key, value }) => plainLine(`${key} ${value}`)).join(', '))]
  const isTold = bench.play.guess !== undefined && bench.ran?.note.number === 1
  return [
    benchTitle(bench),
    ...(isTold ? [] : briefSaid(bench)),
    ...goesOn,
    ...changesSaid(bench),
    ...inHand(bench),
    ...listed(benchChoices(bench)),
  ]
}

/** The sandbox, once its run is there. */
export function sandboxSaidAt(state: State, bench: Bench): string[] {
  const guests = state.sandbox?.host.guests.length ?? 0
  return [...checkSaid(bench), words.line.sandbox(guests), ...listed(sandboxChoices(state))]
}
