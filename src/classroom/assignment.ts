/** An assignment: one plain file that a teacher hands out. Data only; parse-assignment.ts reads it. */

/** Points for a level; a level's share of the grade is its weight. */
export interface Rubric {
  /** All goals met. */
  readonly pass: number
  /** Each goal met, where the level is not passed. */
  readonly goal: number
  /** Each star beyond the first. */
  readonly medal: number
  /** The guess before the first run was right. */
  readonly prediction: number
  /** Each question that asks for a number, answered right. */
  readonly question: number
}

/** Other numbers for the same idea: what differs from the level as shipped. Found by the search, proved by the check. */
export interface Variant {
  /** Another machine: groups of costs times this (machine/host). */
  readonly pace: Readonly<Record<string, number>>
  /** Other work: `orders.disk.bytes: 16384` */
  readonly work: Readonly<Record<string, number>>
  /** A target for each goal of the level, in order; gates keep theirs. */
  readonly goals: readonly number[]
  /** … and for each stretch goal. */
  readonly medals: readonly (readonly number[])[]
  /** What the level's `numbers` are here, in order, in their metrics' own units; absent: as in the level. */
  readonly numbers?: readonly number[]
  /** Where the choices of the guess part, ascending, in the metric's own unit; absent: as in the level. */
  readonly guess?: readonly number[]
}

export interface AssignedLevel {
  /** Id of a shipped level, or a path to a file beside the assignment. */
  readonly level: string
  /** Share of the grade; 1 if not said. */
  readonly weight: number
  /** Hint points that may be spent; hints without a price are free. Absent: any. 0: none but the free ones. -1: none at all. */
  readonly hints?: number
  /** Knobs that may be turned, by key; absent: those of the level. */
  readonly knobs?: readonly string[]
  readonly rubric: Rubric
  /** A student gets one of these; empty: the level as shipped. */
  readonly variants: readonly Variant[]
}

export interface Assignment {
  readonly format: 1
  /** Short name: letters, digits, hyphens. */
  readonly id: string
  readonly title: string
  readonly class?: string
  /** `2027-03-01`; information, nobody is locked out. */
  readonly due?: string
  /** 16 hexadecimal digits or more: what a student's id is hashed with. */
  readonly salt: string
  /** Pars, others' ways, scatter, trials of Why and debriefs are hidden. */
  readonly exam: boolean
  /** Codes hold the student's name. */
  readonly names: boolean
  /** Ids of the class, where the teacher keeps them here; better kept in a file of their own (`grade --students`). */
  readonly students: readonly string[]
  readonly levels: readonly AssignedLevel[]
  /** First 32 bits, hexadecimal, of the hash over all that decides a result: salt, levels, variants. Not over texts, dates, weights. */
  readonly hash: string
}
