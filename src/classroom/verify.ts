/** Runs a result code again: what it claims beside what its run shows. Pure, and trusts nothing in the code. */
import {
  choiceOf,
  configured,
  countConfigurations,
  hintPoints,
  isRight,
  type Level,
  MODEL_VERSION,
  measuredMetrics,
  movesAt,
  numberAsked,
  packageOf,
  type Reader,
  type ResultCode,
  scoreValues,
} from '../game/index.ts'
import { hostProblems } from '../machine/index.ts'
import { formatMetric } from '../metrics/index.ts'
import { plainLine } from '../text/plain.ts'
import { MODELS, type Model, type Models } from './models.ts'
import type { Outcome, Verdict, VerdictKind, VerdictProblem } from './verdict.ts'

export { findLevel, ownerProblem, rosterOf, shortHash } from './find-level.ts'
export { studentTag } from './student.ts'
export type { Outcome, Verdict, VerdictKind, VerdictProblem } from './verdict.ts'

/**
 * A code that claims less than its run shows is valid, and the run counts.
 * @param level the one that the code names, as findLevel gives it
 */
export function verifyCode(code: ResultCode, level: Level, models: Models = MODELS): Verdict {
  const model = models.get(code.model)
  if (model === undefined)
    return { valid: false, claimed: claimOf(code, level), problems: [otherModel(code.model, models)] }
  const problems = [...configurationProblems(code, level), ...listProblems(code, level)]
  const judged = judgedBy(model, code, level)
  const claimed = claimOf(code, level, judged)
  if (problems.some(({ kind }) => kind === 'configuration' || kind === 'impossible-host'))
    return { valid: false, claimed, problems }
  const read = model(level, movesAt(level, code.configuration))
  const { passed, medals, goals, stretch } = scoreValues(level, read)
  const all = [...goals, ...stretch.flat()]
  const values = Object.fromEntries(measuredMetrics(level).map((metric) => [metric, read(metric)]))
  const met = all.map((goal) => goal.met)
  const actual: Outcome = { ...claimed, passed, medals, met, values }
  const more = claimsMore(code, level, actual, read)
  return { valid: problems.length + more.length === 0, claimed, actual, problems: [...problems, ...more] }
}

const problem = (kind: VerdictKind, text: string): VerdictProblem => ({ kind, text })

function otherModel(model: number, models: Models): VerdictProblem {
  const newest = Math.max(...models.keys())
  const carries = [...models.keys()].join(', ')
  const start = `written with model ${model}, and this package has model ${carries}`
  if (model > newest)
    return problem('other-model', `${start}: it is newer; npx exitless@latest verify … may carry it`)
  const carrier = packageOf(model)
  const end = carrier === undefined ? 'no package carries it' : `npx exitless@${carrier} verify … carries it`
  return problem('other-model', `${start}; ${end}`)
}

function configurationProblems(code: ResultCode, level: Level): readonly VerdictProblem[] {
  const count = countConfigurations(level)
  if (code.configuration >= count)
    return [
      problem(
        'configuration',
        `names configuration ${code.configuration}, and the level has ${count}, from 0 to ${count - 1}`,
      ),
    ]
  const answer = configured(level, movesAt(level, code.configuration))
  if ('problem' in answer)
    return [problem('impossible-host', `names a host that cannot be: ${plainLine(answer.problem)}`)]
  const [first] = hostProblems(answer.host)
  if (first === undefined) return []
  const text = `names a host that cannot be: ${plainLine(first.path)}: ${plainLine(first.message)}`
  return [problem('impossible-host', text)]
}

/** Guess, answers, hints, knobs and goals that the level does not have. */
function listProblems(code: ResultCode, level: Level): readonly VerdictProblem[] {
  const { predict, questions, hints, knobs } = level
  const goals = level.goals.length + level.medals.flat().length
  const problems: VerdictProblem[] = []
  const outside = (kind: VerdictKind, what: string, index: number, count: number) => {
    if (index >= count)
      problems.push(problem(kind, `names ${what} ${index + 1}, and the level has ${count || 'none'}`))
  }
  if (code.guess !== undefined) outside('guess', 'choice', code.guess, predict.choices.length)
  for (const { question } of code.answers) {
    outside('question', 'question', question, questions.length)
    if (typeof questions[question]?.answer === 'string')
      problems.push(problem('question', `answers question ${question + 1}, which asks for no number`))
  }
  for (const hint of code.hints) outside('hint', 'hint', hint, hints.length)
  for (const knob of code.tried) outside('knob', 'knob', knob, knobs.length)
  if (code.met.length !== goals)
    problems.push(problem('goals', `speaks of ${code.met.length} goals, and the level has ${goals}`))
  return problems
}

type Judged = Pick<Outcome, 'guess' | 'answers'>

/** Whether guess and answers are right. What the level does not ask is wrong. */
function judgedBy(model: Model, code: ResultCode, level: Level): Judged {
  const answers = code.answers.map(({ question, value }) => {
    const right = answerTo(level, question, model)
    const metric = numberAsked(level, question)?.metric ?? ''
    return { question, value, right: right !== undefined && isRight(metric, value, right) }
  })
  if (code.guess === undefined) return { answers }
  const right = choiceOf(level.predict, valueAt(model, level, [], level.predict.metric))
  return { answers, guess: { choice: code.guess, right: right === code.guess } }
}

/** What the simulation answers to a question; undefined: it asks for no number, or does not exist. */
export function answerTo(level: Level, question: number, model?: Model): number | undefined {
  const asked = numberAsked(level, question)
  return asked && valueAt(model ?? MODELS.get(MODEL_VERSION)!, level, asked.moves, asked.metric)
}

type Moves = Parameters<Model>[1]
const read = new WeakMap<Model, WeakMap<Level, Map<string, Reader>>>()

/** A metric of a configuration that the level itself names: many codes ask for the same. */
function valueAt(model: Model, level: Level, moves: Moves, metric: string): number {
  const levels = read.get(model) ?? new WeakMap<Level, Map<string, Reader>>()
  read.set(model, levels)
  const runs = levels.get(level) ?? new Map<string, Reader>()
  levels.set(level, runs)
  const key = moves.map((move) => `${move.key} ${move.value}`).join('\n')
  const reader = runs.get(key) ?? model(level, moves)
  runs.set(key, reader)
  return reader(metric)
}

function claimOf(code: ResultCode, level: Level, judged?: Judged): Outcome {
  const unjudged: Judged = {
    answers: code.answers.map((answer) => ({ ...answer, right: false })),
    ...(code.guess === undefined ? {} : { guess: { choice: code.guess, right: false } }),
  }
  return {
    passed: code.medals > 0,
    medals: code.medals,
    met: code.met,
    ...(judged ?? unjudged),
    hintPoints: hintPoints(level, code.hints),
    values: {},
  }
}

/** Each goal that is claimed and not met, and the stars. */
function claimsMore(
  { medals, met }: ResultCode,
  level: Level,
  actual: Outcome,
  read: Reader,
): readonly VerdictProblem[] {
  const problems = [...level.goals, ...level.medals.flat()].flatMap((goal, place) => {
    if (met[place] !== true || actual.met[place]) return []
    const value = formatMetric(goal.metric, read(goal.metric))
    return [problem('claims-more', `claims "${plainLine(goal.text)}", and its run shows ${value}`)]
  })
  if (medals <= actual.medals) return problems
  const earned = actual.medals === 0 ? 'does not pass' : `earns ${stars(actual.medals)}`
  return [problem('claims-more', `claims ${stars(medals)}, and its run ${earned}`), ...problems]
}

function stars(count: number): string {
  return count === 1 ? '1 star' : `${count} stars`
}
