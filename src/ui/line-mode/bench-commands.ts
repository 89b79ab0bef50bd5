/** What the commands answer on the bench, in the debrief and before the first run. */
import { hintPoints, isRefusal, movesAt, reducePlay, SANDBOX_ID } from '../../game/index.ts'
import { plain, plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, flowOf } from '../bench.ts'
import { termsOf } from '../screens/glossary.ts'
import { capital, LONGEST_LINE, sentence } from '../spoken/aloud.ts'
import {
  benchTitle,
  briefSaid,
  coresSaid,
  goalsSaid,
  logSaid,
  measuredSaid,
  metricSaid,
} from '../spoken/bench.ts'
import { lessonSaid, sourcesSaid } from '../spoken/debrief.ts'
import { exploreSaid, frontItems } from '../spoken/explore.ts'
import { treeSaid } from '../spoken/host.ts'
import { pathSaid } from '../spoken/path.ts'
import { faultsSaid, violationSaid } from '../spoken/violation.ts'
import { noticeOf, pop, push, type State, topOf } from '../state.ts'
import { isExamined } from '../task.ts'
import { chooseGuess, showHint, skipGuess } from '../update/bench.ts'
import { openExplore, stackToBench } from '../update/explore.ts'
import { openDebrief, simulateLoaded, tryFlips } from '../update/runs.ts'
import { resetBench } from '../update/screens.ts'
import { hasDebrief, isRevealed } from '../views/debrief-run.ts'
import type { ExploreScreen } from '../views/explore-view.ts'
import { hintsLeftSaid, noHintSaid, offeredHint } from '../views/hint-offered.ts'
import { spaced } from '../views/knob-order.ts'
import { codeInHand, codeRows, copyCode, saveCode } from '../views/result-code.ts'
import {
  after,
  choose,
  goTo,
  history,
  knob,
  type OfBench,
  ordinal,
  runs,
  set,
  turn,
} from './change-commands.ts'
import { type Answer, type Choice, choice, listed, outOf, sayOnly } from './line.ts'
import { LOOK_COMMANDS } from './look-commands.ts'

const path: OfBench = (state, bench, rest) => {
  const run = bench.ran?.run
  const perMebibyte = state.progress.settings.path === 'mib'
  const said = (shown: Bench) => [...pathSaid(shown, perMebibyte), ...pathHow(shown)]
  if (rest === '' || run === undefined) return sayOnly(...said(bench))
  if (words.lineCommands.all.words.some((word) => word === rest))
    return sayOnly(...pathSaid(bench, perMebibyte, true))
  const flow = run.flows.find(({ id }) => id === rest || spaced(id) === rest)
  if (flow === undefined)
    return sayOnly(words.line.noFlow(plainLine(rest), run.flows.map(({ id }) => plainLine(id)).join(', ')))
  const shown: Bench = { ...bench, flow: flow.id, incident: undefined }
  return { ui: { ...state, bench: shown }, said: said(shown) }
}

/** How to hear more of it, and which others there are. */
function pathHow(bench: Bench): string[] {
  const run = bench.ran?.run
  if (run === undefined) return []
  const here = flowOf(bench, run)
  const others = run.flows.flatMap(({ id, path: rows }, index) =>
    index === here || rows.length === 0 ? [] : [plainLine(id)],
  )
  return [words.line.typeAll, ...(others.length === 0 ? [] : [words.line.otherPaths(others.join(', '))])]
}

const exploreScreen = ({ play }: Bench): ExploreScreen => {
  const [x, y] = play.level.headline
  return { at: 'explore', x, y, filter: 'all' }
}

/** Puts a point of the front on the bench, once passed; without a number tells of the space. */
export const explore: OfBench = (state, bench, rest) => {
  if (rest !== '' && !isExamined(bench)) {
    const front = frontItems(state, bench, exploreScreen(bench))
    const at = ordinal(rest, front.length)
    if (at === undefined) return outOf(plainLine(rest), front.length)
    return tryPoint(state, bench, front[at - 1].index)
  }
  const opened = openExplore(state)
  const refused = noticeOf(opened.state)
  if (topOf(opened.state).at !== 'explore') return sayOnly(capital(sentence(refused ?? words.bench.noRun)))
  // The scatter is a drawing: it stays closed, what it knows is told.
  const stack = opened.state.stack.filter(({ at }) => at !== 'explore')
  return { ui: { ...opened.state, stack }, effects: opened.effects, said: [], waits: 'space' }
}

function tryPoint(state: State, bench: Bench, index: number): Answer {
  if (!isRevealed(bench)) return sayOnly(`${capital(words.explore.hidden)}.`)
  const answer = reducePlay(bench.play, { kind: 'load', moves: movesAt(bench.play.level, index) })
  if (isRefusal(answer)) return sayOnly(sentence(answer.problem))
  return after(simulateLoaded({ ...state, stack: stackToBench(state) }, bench, answer.play), [], 'run')
}

/** What explore tells, with the points as choices once they may be tried. */
export function exploredSaid(state: State, bench: Bench): Answer {
  const said = exploreSaid(state, bench, exploreScreen(bench))
  if (!isRevealed(bench)) return { said }
  const choices = frontItems(state, bench, exploreScreen(bench)).map(({ text }, index) =>
    choice(text, `${words.lineCommands.explore.words[0]} ${index + 1}`),
  )
  return { said, choices }
}

const hint: OfBench = (state, bench, rest) => {
  const offered = offeredHint(bench)
  if (offered === undefined) return sayOnly(capital(sentence(noHintSaid(bench))))
  const points = (shown: readonly number[]) => {
    const spent = hintPoints(bench.play.level, shown)
    return spent > 0 ? [words.hint.points(spent)] : []
  }
  if (offered.shown) return sayOnly(words.line.hint(plain(offered.text)), ...points(bench.play.hintsShown))
  if (rest === '1') {
    const shown = showHint(push(state, { at: 'hint' }))
    return after({ ...shown, state: pop(shown.state) }, [
      words.line.hint(plain(offered.text)),
      ...points([...bench.play.hintsShown, offered.index]),
    ])
  }
  const choices: Choice[] = [
    choice(words.line.hintShow, `${words.lineCommands.hint.words[0]} 1`),
    choice(words.line.hintLeave, words.lineCommands.menu.words[0]),
  ]
  const left = hintsLeftSaid(bench).map((one) => capital(sentence(one)))
  return { said: [words.line.hintOffer(offered.price), ...left, ...listed(choices)], choices }
}

const violation: OfBench = (_state, bench, rest) => {
  const run = bench.ran?.run
  if (run === undefined || run.violationCount === 0) return sayOnly(words.line.noViolation)
  const at = rest === '' ? 1 : ordinal(rest, run.violations.length)
  if (at === undefined) return outOf(plainLine(rest), run.violations.length)
  return sayOnly(...violationSaid(run, at - 1), words.line.fixHint)
}

const fix: OfBench = (state, bench) =>
  isExamined(bench)
    ? sayOnly(capital(sentence(words.task.hiddenWhat(words.task.trials))))
    : after({ state, effects: tryFlips(bench) }, [], 'fixes')

const debrief: OfBench = (state, bench) => {
  if (bench.play.level.id === SANDBOX_ID) return sayOnly(words.line.sandboxOnly)
  if (!hasDebrief(bench)) return sayOnly(capital(sentence(words.bench.notPassed)))
  return goTo(openDebrief({ state, effects: [] }))
}

const what: OfBench = (state, bench, rest) => {
  const terms = termsOf(bench.play.level, state.levels)
  const own = words.helpScreen.ownWordRows.map(([word, text]) => ({
    word: word as string,
    text: text as string,
  }))
  const all = [...terms, ...own]
  if (rest === '') return sayOnly(words.line.wordList(all.map(({ word }) => plainLine(word)).join(', ')))
  const wanted = rest.toLowerCase()
  const found =
    all.find(({ word }) => word.toLowerCase() === wanted) ??
    all.find(({ word }) => word.toLowerCase().startsWith(wanted)) ??
    // Of one or of many: exits.
    all.find(({ word }) => `${word.toLowerCase()}s` === wanted)
  if (found !== undefined)
    return sayOnly(sentence(`${capital(plainLine(found.word))}: ${plainLine(found.text)}`))
  const metric = metricSaid(bench, rest)
  return sayOnly(metric ?? words.line.noWord(plainLine(rest)))
}

const code: OfBench = (state, _, rest) => {
  const own = codeInHand(state)
  if (own === undefined) return sayOnly(capital(sentence(words.result.none)))
  const { copyWord, saveWord, said, how } = words.result
  // The English words do as well, as with every command.
  const wants = (...all: string[]) => rest !== '' && all.some((word) => word.startsWith(rest.toLowerCase()))
  if (wants(saveWord, 'save')) return after(saveCode(state), [], 'told')
  if (wants(copyWord, 'copy')) {
    const { state: copied, effects } = copyCode(state)
    return { ui: copied, effects, said: [capital(sentence(words.result.copied(own.number)))] }
  }
  return sayOnly(said(own.number), ...codeRows(own.text, LONGEST_LINE), how)
}

/** By their ids. */
export const BENCH_COMMANDS = {
  next: turn(1),
  before: turn(-1),
  choose,
  knob,
  path,
  all: (state, bench) => path(state, bench, words.lineCommands.all.words[0]),
  measured: (_, bench) => sayOnly(...measuredSaid(bench)),
  explore,
  hint,
  goals: (_, bench) => sayOnly(...goalsSaid(bench)),
  brief: (_, bench) => sayOnly(benchTitle(bench), ...briefSaid(bench)),
  set,
  undo: history('undo'),
  redo: history('redo'),
  reset: (state) => after(resetBench(state), [words.line.reset], 'run'),
  runs,
  log: (_, bench, rest) => sayOnly(...logSaid(bench, rest !== '')),
  cores: (_, bench) => sayOnly(...coresSaid(bench)),
  violation,
  fix,
  faults: (_, bench) =>
    sayOnly(...(bench.ran === undefined ? [words.bench.noRun] : faultsSaid(bench.ran.run))),
  tree: (_, bench) => sayOnly(...treeSaid(bench)),
  debrief,
  code,
  lesson: (_, bench) => sayOnly(...lessonSaid(bench)),
  sources: (_, bench) => sayOnly(...sourcesSaid(bench)),
  ways: (state) => ({ ui: state, said: [], waits: 'ways' }),
  ...LOOK_COMMANDS,
  what,
  words: (state, bench) => what(state, bench, ''),
  skip: (state) => goTo(skipGuess(state), words.line.guessSkipped),
  guess: (state, bench, rest) => {
    const { choices } = bench.play.level.predict
    const at = ordinal(rest, choices.length)
    if (at === undefined) return outOf(plainLine(rest), choices.length)
    return goTo(chooseGuess(pop(state), at - 1))
  },
} as const satisfies Readonly<Record<string, OfBench>>
