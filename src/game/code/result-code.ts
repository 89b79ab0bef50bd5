/**
 * A result code as data: what a player did in one level, so that another machine can run it again. It proves nothing by itself;
 * what counts is the run that it names.
 */

/** A typed answer to one of a level's questions that ask for a number. */
export interface CodeAnswer {
  /** Index into level.questions. */
  readonly question: number
  /** In the metric's own unit, to four significant digits. */
  readonly value: number
}

/** Whose work a code of an assignment is. */
export interface CodeOwner {
  /** First 32 bits of the assignment's hash, hexadecimal. */
  readonly assignment: string
  /** The student's salted hash: 40 bits, hexadecimal. */
  readonly student: string
  /** Only where the assignment asks for names; at most 40 characters. */
  readonly name?: string
}

export interface ResultCode {
  /** The version of the model that the claim was made with. */
  readonly model: number
  /** `1.3`; empty for a level of one's own. For people: what counts is the hash. */
  readonly number: string
  /** First 32 bits of level.hash, hexadecimal: everything that decides a result, of a variant its own. */
  readonly level: string
  readonly owner?: CodeOwner
  /** Number of the configuration in the level's space (movesAt). */
  readonly configuration: number
  /** Index of the choice guessed before the first run. */
  readonly guess?: number
  readonly answers: readonly CodeAnswer[]
  /** Indices of the hints shown. */
  readonly hints: readonly number[]
  /** Indices into level.knobs: knobs that were turned at least once. */
  readonly tried: readonly number[]
  /** Runs of configurations that the player reached by a change; at most 1023. */
  readonly runs: number
  /** Minutes on the bench, rounded; at most 1023. Information: nobody can prove it. */
  readonly minutes: number
  /** 0 … 3 */
  readonly medals: number
  /** Is each goal met? First level.goals, then the stretch lists one after the other. */
  readonly met: readonly boolean[]
}
