/** The part of a sheet that only the teacher's copy has: what the simulation says, why ways fail, what is known from elsewhere. */
import { choiceText, type GoalResult, type Level, type Move, printMove } from '../game/index.ts'
import { formatMetric } from '../metrics/index.ts'
import { words } from '../text/ui-words.ts'
import type { Solved, Way } from './sheet-answers.ts'
import type { SheetBlock } from './sheet-blocks.ts'

function movesText(moves: readonly Move[]): string {
  return moves.length === 0
    ? words.sheet.atStart
    : words.sheet.with(moves.map((move) => printMove(move).replace(/^set /, '')).join(', '))
}

/** The answer of each question in words. */
export function answerText(answer: Solved['answers'][number]): string {
  if (typeof answer === 'string') return answer
  return `${formatMetric(answer.metric, answer.value)} (${movesText(answer.moves)})`
}

/** The right choice, and what to ask whoever chose another one. */
export function guessAnswer({ predict }: Level, { guess }: Solved): readonly SheetBlock[] {
  const { right } = guess
  const value = formatMetric(predict.metric, guess.value)
  const said =
    right < 0 ? words.sheet.noGuess(value) : words.sheet.rightGuess(choiceText(predict, right), value)
  const wrong = predict.choices.flatMap(({ from, to }, index) => {
    if (index === right) return []
    const text = choiceText(predict, index)
    if (to <= guess.value) return [words.sheet.tooLow(text)]
    return from > guess.value ? [words.sheet.tooHigh(text)] : []
  })
  const asked: readonly SheetBlock[] =
    wrong.length === 0
      ? []
      : [
          { is: 'text', text: `${words.sheet.wrongGuess}:` },
          { is: 'list', items: wrong },
        ]
  return [{ is: 'text', text: said }, ...asked]
}

/** Goals that say something about a way: the gates that everyone meets are left out. */
function numbersOf(level: Level, ways: readonly Way[]) {
  const goals = level.goals.map((goal, index) => ({ goal, read: (way: Way) => way.score.goals[index] }))
  const stretch = level.medals.flatMap((list, medal) =>
    list.map((goal, index) => ({ goal, read: (way: Way) => way.score.stretch[medal][index] })),
  )
  const differs = goals.filter(({ read }) => ways.some((way) => !read(way).met || read(way).op !== '=='))
  return [...differs, ...stretch]
}

/** A number, its unit and its sign stay on one line of a narrow column. */
function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0')
}

/** Every way with its numbers, a column a goal. */
export function wayTable(level: Level, solved: Solved): SheetBlock {
  const { start, references, decoys } = solved
  const named = [
    { name: words.sheet.start, way: start },
    ...references.map((way) => ({ name: words.sheet.reference(way.title), way })),
    ...decoys.map((way) => ({ name: words.sheet.decoy(way.title), way })),
  ]
  const numbers = numbersOf(
    level,
    named.map(({ way }) => way),
  )
  return {
    is: 'table',
    caption: words.sheet.ways,
    head: [...words.sheet.wayHead, ...numbers.map(({ goal }) => goal.text)],
    rows: named.map(({ name, way }) => [
      name,
      '★'.repeat(way.score.medals) || '–',
      ...numbers.map(({ goal, read }) =>
        way.empty.has(goal.metric)
          ? '–'
          : unbroken(`${formatMetric(goal.metric, read(way).value)} ${read(way).met ? '✔' : '✘'}`),
      ),
    ]),
  }
}

function passing({ title, text, moves }: Way) {
  return { word: title, text: `${text} (${movesText(moves)})` }
}

function failing({ title, text, moves, fails, empty }: Way) {
  const value = (goal: GoalResult) => (empty.has(goal.metric) ? '–' : formatMetric(goal.metric, goal.value))
  const why = fails === undefined ? '' : ` ${words.sheet.failsAt(fails.text, value(fails))}`
  return { word: title, text: `${text}${why} (${movesText(moves)})` }
}

/** What the debrief tells, and the facts with their sources. */
function known({ debrief }: Level): readonly SheetBlock[] {
  const facts = debrief.facts.map(({ what, text, source, link, grade }) => ({
    word: what,
    text: `${text}. ${source} (${grade})`,
    link,
  }))
  return [
    { is: 'heading', text: words.sheet.debrief },
    ...debrief.text.map((text): SheetBlock => ({ is: 'text', text })),
    { is: 'heading', text: words.sheet.facts },
    { is: 'terms', items: facts },
    { is: 'text', text: words.sheet.grades, quiet: true },
  ]
}

/** Mistakes are what hints are there for: each stands where somebody got stuck. */
function mistakes(level: Level): readonly SheetBlock[] {
  if (level.hints.length === 0) return []
  return [
    { is: 'heading', text: words.sheet.mistakes },
    { is: 'list', items: level.hints.map(({ text }) => text) },
  ]
}

export function teacherBlocks(level: Level, solved: Solved): readonly SheetBlock[] {
  const { references, decoys } = solved
  return [
    { is: 'heading', text: words.sheet.ways },
    wayTable(level, solved),
    { is: 'heading', text: words.sheet.references },
    { is: 'terms', items: references.map(passing) },
    ...(decoys.length === 0
      ? []
      : ([
          { is: 'heading', text: words.sheet.decoys },
          { is: 'terms', items: decoys.map(failing) },
        ] as const)),
    ...mistakes(level),
    ...known(level),
  ]
}
