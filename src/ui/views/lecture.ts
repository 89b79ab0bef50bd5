/** A lecture as data: the steps of a level, and what is kept of each step's run. */
import {
  choiceOf,
  choiceText,
  type GoalResult,
  isMeaningless,
  type Level,
  type Move,
  readerOf,
  score,
} from '../../game/index.ts'
import type { Row, Run } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import { rungsOf } from '../widgets/rungs.ts'

export interface LectureStep {
  readonly kind: 'guess' | 'start' | 'decoy' | 'pause' | 'reference' | 'prepared'
  readonly title: string
  readonly moves: readonly Move[]
  readonly text: string
  /** Metric of the goal that a decoy misses. */
  readonly fails?: string
}

/** The question, the start, what looks good, and what passes; or what the author prepared. */
export function lectureSteps(level: Level): readonly LectureStep[] {
  const { predict, decoys, references, brief, lecture } = level
  const own = lecture?.map(({ notes, ...one }): LectureStep => ({ ...one, text: notes, kind: 'prepared' }))
  return [
    { kind: 'guess', title: predict.question, moves: [], text: brief },
    { kind: 'start', title: words.lecture.start, moves: [], text: brief },
    ...(own ?? [
      ...decoys.map((one): LectureStep => ({ ...one, kind: 'decoy' })),
      { kind: 'pause', title: words.lecture.pause, moves: [], text: words.lecture.stopHere },
      ...references.map((one): LectureStep => ({ ...one, kind: 'reference' })),
    ]),
  ]
}

/** A place that a request comes through, and how it got there. */
export interface Stop {
  readonly place: Row['place']
  readonly walled: boolean
}

/** What is kept of a run: its record is not. */
export interface Lectured {
  /** Of the one number that matters. */
  readonly value: number
  /** A guest does not boot: the number and the path say nothing. */
  readonly empty: boolean
  readonly goals: readonly (GoalResult & { readonly empty: boolean })[]
  readonly stretch: readonly (readonly GoalResult[])[]
  readonly passed: boolean
  readonly medals: number
  readonly guessed: number
  readonly stops: readonly Stop[]
  /** Of one request, under load. */
  readonly exits: number
  /** Times that each byte is copied. */
  readonly copies: number
  readonly nanosAlone: number
}

/** Is there nothing to measure at this step? */
export function isTold({ kind }: LectureStep): boolean {
  return kind === 'guess' || kind === 'pause'
}

/** The number that every step shows large. */
export function bigMetric(level: Level): string {
  return level.big ?? level.headline[0]
}

export function lecturedOf(level: Level, run: Run, baseline: Run | undefined): Lectured {
  const read = readerOf(run, baseline)
  const { goals, stretch, passed, medals } = score(level, run, baseline)
  const flow = run.flows.find(({ id }) => id === level.focus) ?? run.flows[0]
  const bytes = flow.path.reduce((sum, row) => (row.act === 'copy' ? sum + row.bytes : sum), 0)
  return {
    value: read(bigMetric(level)),
    empty: isMeaningless({ metric: bigMetric(level) }, run),
    goals: goals.map((goal) => ({ ...goal, empty: isMeaningless(goal, run) })),
    stretch,
    passed,
    medals,
    guessed: read(level.predict.metric),
    stops: stopsOf(flow.path),
    exits: read(`exits-per-request@${flow.id}`),
    copies: bytes / flow.bytes,
    nanosAlone: flow.nanosAlone,
  }
}

/**
 * The places of a path, neighbours that are the same as one. KVM is the wall itself: whoever leaves the guest by an exit passes
 * it, and passes it again on the way back.
 */
function stopsOf(path: readonly Row[]): readonly Stop[] {
  const stops: Stop[] = []
  let stopped = false
  let walled = false
  for (const { row } of rungsOf(path, undefined)) {
    if (row.scope === 'background') continue
    const inGuest = row.place === 'os' || row.place === 'app'
    walled ||= row.crosses === 'exit' || row.crosses === 'entry' || (stopped && inGuest)
    stopped = row.crosses === 'exit' || (stopped && !inGuest)
    if (row.place === 'kvm') continue
    if (stops[stops.length - 1]?.place !== row.place) stops.push({ place: row.place, walled })
    walled = false
  }
  return stops
}

/** The number before: of the nearest step before that was measured. */
export function stepBefore(ran: Readonly<Record<number, Lectured>>, step: number): number | undefined {
  for (let at = step - 1; at > 0; at--) if (ran[at] !== undefined) return at
  return undefined
}

/** What the speaker says and asks at a step. */
export function notesOf(level: Level, step: LectureStep, ran: Lectured | undefined): readonly string[] {
  const { say, ask } = words.lecture
  switch (step.kind) {
    case 'guess':
      return [
        say(step.text),
        ask(words.lecture.askGuess),
        `${words.lecture.objectives}:`,
        ...level.objectives.map(({ text }) => `- ${text}`),
      ]
    case 'start':
      return [...right(level, ran), ask(words.lecture.askStart)]
    case 'decoy': {
      const goal = level.goals.find(({ metric }) => metric === step.fails)
      return [ask(words.lecture.askDecoy(goal?.text ?? '')), say(step.text)]
    }
    case 'pause':
      return [step.text]
    case 'prepared':
      return step.text.split('\n')
    case 'reference':
      return [say(step.text), ask(words.lecture.askReference)]
  }
}

function right({ predict }: Level, ran: Lectured | undefined): readonly string[] {
  const choice = ran === undefined ? -1 : choiceOf(predict, ran.guessed)
  if (ran === undefined || choice < 0) return []
  return [words.lecture.sayRight(choiceText(predict, choice), formatMetric(predict.metric, ran.guessed))]
}
