/** An exercise sheet as blocks: what is asked of a student, level by level, and in the teacher's copy the answers beside it. */
import { choiceText, type Level, mentions, requiredBy } from '../game/index.ts'
import { knobCards, readKnob } from '../machine/index.ts'
import { machineText } from '../text/machine-text.ts'
import { words } from '../text/ui-words.ts'
import type { AssignedLevel, Assignment } from './assignment.ts'
import type { Solved } from './sheet-answers.ts'
import type { SheetBlock, SheetDocument, SheetPicture } from './sheet-blocks.ts'
import { answerText, guessAnswer, teacherBlocks } from './sheet-teacher.ts'

/** One level on the sheet. */
export interface SheetLevel {
  readonly level: Level
  readonly pictures: readonly SheetPicture[]
  /** In the teacher's copy. */
  readonly solved?: Solved
  /** Where it is part of an assignment. */
  readonly assigned?: AssignedLevel
}

export interface SheetGiven {
  readonly levels: readonly SheetLevel[]
  /** All levels, for words that an earlier one explains. */
  readonly among: readonly Level[]
  readonly language: string
  readonly version: string
  readonly assignment?: Assignment
  /** How the assignment was named on the command line. */
  readonly file?: string
  readonly student?: string
}

const LOG_ROWS = 6
const REASON_LINES = 3
const TEXT_LINES = 4

export function sheetDocument(given: SheetGiven): SheetDocument {
  const { levels, assignment, language } = given
  const [first, ...others] = levels.map(({ level }) => level)
  const chapter = others.some((one) => one.chapter.id !== first.chapter.id) ? undefined : first.chapter.title
  const what = others.length === 0 ? nameOf(first) : chapter
  const title = assignment?.title ?? sheetOf(what)
  const heading = assignment?.title ?? sheetOf(others.length === 0 ? undefined : chapter)
  return {
    title,
    language,
    blocks: [...opening(given, heading), ...levels.flatMap((one) => page(one, given))],
  }
}

function sheetOf(what: string | undefined): string {
  return what === undefined ? words.sheet.sheet : `${words.sheet.sheet}: ${what}`
}

function nameOf({ number, title }: Level): string {
  return words.sheet.level(number, title)
}

/** Who, when, what for. */
function opening(given: SheetGiven, title: string): SheetBlock[] {
  const { levels, assignment, student, version } = given
  const answers = levels.some(({ solved }) => solved !== undefined)
  const facts = [
    assignment?.class === undefined ? '' : `${words.sheet.class}: ${assignment.class}`,
    assignment?.due === undefined ? '' : `${words.sheet.due}: ${assignment.due}`,
    student === undefined ? '' : `${words.sheet.student}: ${student}`,
  ].filter((text) => text !== '')
  const blocks: SheetBlock[] = [{ is: 'title', text: title }]
  if (answers) blocks.push({ is: 'text', text: `${words.sheet.copy}. ${words.sheet.computed(version)}` })
  if (facts.length > 0) blocks.push({ is: 'text', text: facts.join('   ') })
  if (assignment?.exam === true) blocks.push({ is: 'text', text: words.sheet.exam })
  if (!answers) blocks.push({ is: 'room', label: `${words.sheet.name}, ${words.sheet.date}`, lines: 1 })
  if (!answers && assignment !== undefined) blocks.push(handInAll(given, assignment))
  if (levels.length > 1)
    blocks.push({
      is: 'list',
      items: levels.map(({ level }) => `${nameOf(level)}, ${words.sheet.minutes(level.minutes)}`),
    })
  return blocks
}

function page(one: SheetLevel, given: SheetGiven): SheetBlock[] {
  const { level, pictures, solved } = one
  return [
    { is: 'level', text: nameOf(level) },
    { is: 'text', text: words.sheet.minutes(level.minutes), quiet: true },
    ...section(words.sheet.objectives, {
      is: 'list',
      items: level.objectives.map(({ verb, text }) => `${words.sheet.verbs[verb] ?? verb}: ${text}`),
    }),
    ...section(words.sheet.situation, { is: 'text', text: level.brief }, ...rules(one)),
    ...termBlocks(level, given.among),
    // Before the pictures: a path shows what happens at each step, and so leads to the answer.
    ...section(words.sheet.predict, predictFrame(one)),
    ...(pictures.length === 0
      ? []
      : section(
          words.sheet.pictures,
          { is: 'text', text: words.sheet.picturesAfter, quiet: true },
          ...pictures.map(pictureBlock),
        )),
    ...section(words.sheet.knobs, knobTable(level)),
    ...section(words.sheet.goals, goalTable(level)),
    ...(solved === undefined
      ? section(words.sheet.log, { is: 'text', text: words.sheet.logText, quiet: true }, logTable())
      : []),
    ...(level.questions.length === 0 ? [] : section(words.sheet.questions, questions(one))),
    ...(solved === undefined ? handIn(one, given) : []),
    ...(solved === undefined
      ? []
      : [
          {
            is: 'frame',
            kind: 'part',
            title: words.sheet.answers,
            blocks: teacherBlocks(level, solved),
          } as const,
        ]),
  ]
}

function section(title: string, ...blocks: readonly SheetBlock[]): SheetBlock[] {
  return [{ is: 'heading', text: title }, ...blocks]
}

function pictureBlock(picture: SheetPicture): SheetBlock {
  return { is: 'picture', picture }
}

/** Points and limits, where somebody set them. */
function rules({ assigned }: SheetLevel): readonly SheetBlock[] {
  if (assigned === undefined) return []
  const { rubric, hints } = assigned
  const parts = [
    words.sheet.pass(rubric.pass),
    words.sheet.each(rubric.goal),
    words.sheet.medal(rubric.medal),
    words.sheet.prediction(rubric.prediction),
    words.sheet.question(rubric.question),
  ]
  const limit = hints === undefined ? '' : ` ${words.sheet.hints(hints)}`
  return [{ is: 'text', text: `${words.sheet.points(parts.join('; '))}${limit}` }]
}

/** The level's own words, then those of levels before it that its texts use. */
function termBlocks(level: Level, among: readonly Level[]): readonly SheetBlock[] {
  const own = new Set(level.terms.map(({ word }) => word.toLowerCase()))
  const texts = [
    level.brief,
    level.predict.question,
    ...level.goals.map(({ text }) => text),
    ...level.questions.map(({ text }) => text),
    ...level.objectives.map(({ text }) => text),
  ].join(' ')
  const before = requiredBy(level, among)
  const others = among.flatMap(({ id, terms }) =>
    before.has(id) ? terms.filter(({ word }) => !own.has(word.toLowerCase()) && mentions(texts, word)) : [],
  )
  const items = [...level.terms, ...others]
  return items.length === 0 ? [] : section(words.sheet.terms, { is: 'terms', items })
}

function predictFrame({ level, solved }: SheetLevel): SheetBlock {
  const { predict } = level
  const room: readonly SheetBlock[] =
    solved === undefined
      ? [
          { is: 'room', label: words.sheet.because, lines: REASON_LINES },
          { is: 'room', label: words.sheet.predicted, lines: 1 },
        ]
      : guessAnswer(level, solved)
  return {
    is: 'frame',
    kind: solved === undefined ? 'fill' : 'filled',
    title: predict.question,
    blocks: [
      { is: 'choices', items: predict.choices.map((_, index) => choiceText(predict, index)) },
      ...room,
    ],
  }
}

function knobTable(level: Level): SheetBlock {
  const cards = knobCards(level.host)
  const started = new Map(level.start.map(({ key, value }) => [key, value]))
  return {
    is: 'table',
    caption: words.sheet.knobs,
    head: words.sheet.knobHead,
    rows: level.knobs
      .filter(({ values }) => values.length > 1)
      .map(({ key, values }) => [
        key,
        machineText(cards.find((card) => card.key === key)?.text ?? ''),
        started.get(key) ?? readKnob(level.host, key) ?? '',
        values.join(', '),
      ]),
  }
}

function goalTable(level: Level): SheetBlock {
  const stars = level.medals.map((list) => words.sheet.star(list.map(({ text }) => text).join(', ')))
  return {
    is: 'table',
    caption: words.sheet.goals,
    head: words.sheet.goalHead,
    rows: [...level.goals.map(({ text }) => text), ...stars].map((text) => [text, '', '']),
  }
}

function logTable(): SheetBlock {
  const rows = Array.from({ length: LOG_ROWS }, (_, index) =>
    index === 0 ? ['1', words.sheet.atStart, '', ''] : [`${index + 1}`, '', '', ''],
  )
  return { is: 'table', caption: words.sheet.log, head: words.sheet.logHead, rows, tall: true }
}

function questions({ level, solved }: SheetLevel): SheetBlock {
  return {
    is: 'questions',
    label: words.sheet.answer,
    items: level.questions.map(({ text, answer }, index) => ({
      text,
      lines: typeof answer === 'string' ? TEXT_LINES : 1,
      ...(solved !== undefined && { answer: answerText(solved.answers[index]) }),
    })),
  }
}

/** The command as it is typed: a word that the shell would take apart is quoted. */
function typed(word: string): string {
  return /^[\w./:@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

/** With its version: a code names the model of the version that made it. */
function playCommand(level: Level | undefined, { assignment, file, student, version }: SheetGiven): string {
  const what = level === undefined ? [] : [typed(level.number === '' ? level.id : level.number)]
  const whose =
    assignment === undefined
      ? []
      : ['--assignment', typed(file ?? assignment.id), '--student', typed(student ?? 'ID')]
  return ['npx', `exitless@${version}`, 'play', ...what, ...whose].join(' ')
}

/** An assignment is handed in as a whole, so it is said once. */
function handInAll(given: SheetGiven, { names }: Assignment): SheetBlock {
  return {
    is: 'frame',
    kind: 'filled',
    title: words.sheet.playAll,
    blocks: [
      { is: 'code', text: playCommand(undefined, given) },
      { is: 'text', text: words.sheet.needs, quiet: true },
      { is: 'text', text: `${words.sheet.handInAll} ${words.sheet.holds(names)}` },
    ],
  }
}

function handIn({ level }: SheetLevel, given: SheetGiven): readonly SheetBlock[] {
  const command: SheetBlock = { is: 'code', text: playCommand(level, given) }
  if (given.assignment !== undefined) return section(words.sheet.playThis, command)
  return section(
    words.sheet.play,
    command,
    { is: 'text', text: words.sheet.needs, quiet: true },
    { is: 'text', text: `${words.sheet.handIn} ${words.sheet.holds(false)}` },
    { is: 'room', label: words.sheet.code, lines: 4 },
  )
}
