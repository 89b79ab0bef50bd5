/** Exit codes: a contract. */
export const DONE = 0
/** Goals not met, or problems found. */
export const NOT_MET = 1
/** Wrong use; also: no terminal. */
export const WRONG_USE = 2
/** A fault of ours. */
export const FAULT = 70
/** Ctrl+C. */
export const INTERRUPTED = 130
