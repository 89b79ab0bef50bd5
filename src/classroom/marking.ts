/**
 * Codes of a class, each run again. What many codes name is run once: first all configurations are collected that are wanted,
 * whoever can simulates them side by side, then every code is verified against what was measured.
 */
import {
  type CodeProblem,
  choiceOf,
  choiceText,
  countConfigurations,
  type FoundCode,
  findCodes,
  indexAfter,
  type Level,
  MODEL_VERSION,
  movesAt,
  printMove,
  type Reader,
  type ResultCode,
} from '../game/index.ts'
import { formatMetric } from '../metrics/index.ts'
import { en, plainLine } from '../text/index.ts'
import type { Assignment } from './assignment.ts'
import { findLevel, ownerProblem } from './find-level.ts'
import type { MarkedCode, MarkedRun, MarkedText } from './marked.ts'
import { currentModel, type Model } from './models.ts'
import { variantNumber } from './student.ts'
import { type Verdict, verifyCode } from './verify.ts'

/** Numbers of one configuration, by metric; undefined: it was not measured before. */
export type Measurements = (level: Level, configuration: number) => ReadonlyMap<string, number> | undefined

/** A text with the codes in it. */
export interface FoundText {
  readonly path: string
  readonly problem?: string
  readonly codes: readonly FoundCode[]
}

export function findIn(path: string, text: string, problem?: string): FoundText {
  return { path, codes: findCodes(text), ...(problem === undefined ? {} : { problem }) }
}

/** Configurations of a level that codes name, and those that judge guesses. */
export interface Wanted {
  readonly level: Level
  readonly configurations: readonly number[]
}

type Found = { readonly level: Level } | { readonly problem: string }

export class Marking {
  readonly #levels: readonly Level[]
  readonly #assignment: Assignment | undefined
  readonly #levelsOf: (tag: string) => readonly Level[]
  /** By the variants that a student gets: many students get the same. */
  readonly #own = new Map<string, readonly Level[]>()
  /** One object for each level: what is remembered of it hangs on it. */
  readonly #known = new Map<string, Level>()
  readonly #verdicts = new Map<string, Verdict>()
  #measured: Measurements = () => undefined
  readonly #models = new Map([[MODEL_VERSION, this.#model()]])

  /**
   * @param levels all that codes may name
   * @param levelsOf the levels of a student of the assignment, as levelsFor gives them
   */
  constructor(levels: readonly Level[], assignment?: Assignment, levelsOf = (_tag: string) => levels) {
    this.#levels = levels
    this.#assignment = assignment
    this.#levelsOf = levelsOf
  }

  /** What has to be simulated for these texts. */
  wantedBy(texts: readonly FoundText[]): readonly Wanted[] {
    const wanted = new Map<Level, Set<number>>()
    for (const one of texts.flatMap(({ codes }) => codes)) {
      if (!('code' in one)) continue
      const { code } = one
      const found = this.#levelOf(code)
      if ('problem' in found) continue
      if (code.model !== MODEL_VERSION || code.configuration >= countConfigurations(found.level)) continue
      const { level } = found
      const configurations = wanted.get(level) ?? new Set<number>()
      wanted.set(level, configurations.add(code.configuration))
      if (code.guess !== undefined) configurations.add(indexAfter(level, []))
    }
    return [...wanted].map(([level, all]) => ({
      level,
      configurations: [...all].filter((index) => index >= 0).sort((one, other) => one - other),
    }))
  }

  /** What was measured of all that was wanted. What is missing is simulated when it is asked for. */
  take(measured: Measurements): void {
    this.#measured = measured
  }

  /** Verifies every code of a text. Never throws. */
  mark({ path, problem, codes }: FoundText): MarkedText {
    const marked = codes.map((found) => this.#markCode(found))
    return { path, codes: marked, ...(problem === undefined ? {} : { problem: plainLine(problem) }) }
  }

  #markCode(found: FoundCode): MarkedCode {
    const { line } = found
    const base = { text: plainLine(found.text).slice(0, LONGEST_TEXT), line }
    if (!('code' in found)) return { ...base, problem: plainLine(withoutCode(found.problem)) }
    const { code } = found
    const own = code.owner === undefined ? base : { ...base, owner: ownerOf(code.owner) }
    try {
      return { ...own, ...this.#verified(code) }
    } catch (fault) {
      return {
        ...own,
        problem: `could not be run: ${plainLine(fault instanceof Error ? fault.message : '')}`,
      }
    }
  }

  #verified(code: ResultCode): Pick<MarkedCode, 'level' | 'problem' | 'run'> {
    const found = this.#levelOf(code)
    if ('problem' in found) return found
    const { level } = found
    const { valid, actual, problems } = this.#verdict(code, level)
    if (!valid || actual === undefined)
      return { level: level.id, problem: plainLine(problems.map(({ text }) => text).join('; ')) }
    const right = new Set(actual.answers.filter((answer) => answer.right).map(({ question }) => question))
    const run: MarkedRun = {
      passed: actual.passed,
      medals: actual.medals,
      goals: level.goals.map(({ text, op, metric }, place) => ({
        text: plainLine(text),
        gate: op === '==',
        met: actual.met[place],
        value: formatMetric(metric, actual.values[metric]),
      })),
      ...(actual.guess === undefined ? {} : { guess: this.#guess(level, actual.guess) }),
      questions: {
        right: right.size,
        of: level.questions.filter(({ answer }) => typeof answer !== 'string').length,
      },
      hints: code.hints,
      hintPoints: actual.hintPoints,
      moves: movesAt(level, code.configuration).map(printMove),
      configuration: code.configuration,
      tried: code.tried.map((knob) => level.knobs[knob].key),
      runs: code.runs,
      minutes: code.minutes,
    }
    return { level: level.id, run }
  }

  /** Many students claim the same of the same configuration. */
  #verdict(code: ResultCode, level: Level): Verdict {
    const { model, configuration, guess, answers, hints, tried, medals, met } = code
    const claim = [model, configuration, guess, answers, hints, Math.max(-1, ...tried), medals, met]
    const key = `${level.hash} ${JSON.stringify(claim)}`
    const verdict = this.#verdicts.get(key) ?? verifyCode(code, level, this.#models)
    if (this.#verdicts.size < MOST_KEPT) this.#verdicts.set(key, verdict)
    return verdict
  }

  #guess(level: Level, { choice, right }: { readonly choice: number; readonly right: boolean }) {
    const value = this.#models.get(MODEL_VERSION)!(level, [])(level.predict.metric)
    const [text, rightText] = [choice, choiceOf(level.predict, value)].map((one) =>
      plainLine(choiceText(level.predict, one)),
    )
    return { text, right, rightText }
  }

  #levelOf(code: ResultCode): Found {
    if (this.#assignment !== undefined) {
      const problem = ownerProblem(code.owner, this.#assignment)
      if (problem !== undefined) return { problem: problem.text }
    }
    const tag = code.owner?.student
    const answer = findLevel(code, this.#assignment === undefined ? this.#levels : this.#levelsOfTag(tag!))
    return 'level' in answer ? answer : { problem: answer.problem.text }
  }

  #levelsOfTag(tag: string): readonly Level[] {
    const numbers = this.#assignment!.levels.map(({ level, variants }) =>
      variantNumber(tag, level, variants.length),
    )
    const key = numbers.join()
    const known = this.#own.get(key)
    if (known !== undefined) return known
    const levels = this.#levelsOf(tag).map((level) => {
      const first = this.#known.get(level.hash) ?? level
      this.#known.set(level.hash, first)
      return first
    })
    this.#own.set(key, levels)
    return levels
  }

  /** Reads what was measured; what was not is simulated, once. */
  #model(): Model {
    const simulated = new WeakMap<Level, Map<number, Reader>>()
    const simulate = (level: Level, index: number): Reader => {
      const own = simulated.get(level) ?? new Map<number, Reader>()
      simulated.set(level, own)
      const reader = own.get(index) ?? currentModel(level, movesAt(level, index))
      own.set(index, reader)
      return reader
    }
    return (level, moves) => {
      const index = indexAfter(level, moves)
      if (index < 0) return currentModel(level, moves)
      const measured = this.#measured(level, index)
      return (metric) => measured?.get(metric) ?? simulate(level, index)(metric)
    }
  }
}

/** What is wrong, without the code that may be meant: in a file that is handed out it would count as handed in. */
function withoutCode({ problem, suggestion }: CodeProblem): string {
  if (suggestion === undefined) return problem
  return problem.slice(0, problem.length - en.code.suggest('', suggestion).length)
}

/** Verdicts that are remembered. */
const MOST_KEPT = 50_000
/** A code is shorter; a text that only looks like one may be longer. */
const LONGEST_TEXT = 400

function ownerOf({ assignment, student, name }: NonNullable<ResultCode['owner']>) {
  return { assignment, student, ...(name === undefined ? {} : { name: plainLine(name) }) }
}
