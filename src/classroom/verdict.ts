/** What verifying a code says. */

export type VerdictKind =
  /** A character or a group is not what was printed. */
  | 'mistyped'
  | 'unknown-level'
  /** A level of this number is here, with another text. */
  | 'other-text'
  /** Made with a model that this package does not carry. */
  | 'other-model'
  /** The run does not show what the code claims. */
  | 'claims-more'
  /** No such configuration in the level's space. */
  | 'configuration'
  /** The configuration is a host that cannot be. */
  | 'impossible-host'
  | 'foreign-student'
  | 'foreign-assignment'
  /** A guess, question, hint, knob or goal that the level does not have. */
  | 'guess'
  | 'question'
  | 'hint'
  | 'knob'
  | 'goals'

export interface VerdictProblem {
  readonly kind: VerdictKind
  /** One sentence. */
  readonly text: string
}

/** What a code claims, or what its run shows. */
export interface Outcome {
  readonly passed: boolean
  /** 0 … 3 */
  readonly medals: number
  /** First level.goals, then the stretch lists one after the other. */
  readonly met: readonly boolean[]
  /** Whether the guess was right is read off the run of the level's start, also for a claim. */
  readonly guess?: { readonly choice: number; readonly right: boolean }
  readonly answers: readonly { readonly question: number; readonly value: number; readonly right: boolean }[]
  readonly hintPoints: number
  /** By metric; of a claim empty, since a code holds no values. */
  readonly values: Readonly<Record<string, number>>
}

export interface Verdict {
  /** The code is of this level, and claims no more than its run shows. What counts is `actual`. */
  readonly valid: boolean
  readonly claimed: Outcome
  /** Absent where the configuration could not be run. */
  readonly actual?: Outcome
  readonly problems: readonly VerdictProblem[]
}
