/** What a log and the rows of requests are marked with. This file imports nothing, so that the bundler puts these numbers into the code. */

/** Kinds of log entries (RunLog.kind). */
export const WAITS = 0
export const SERVED = 1
export const ENDED = 2
export const LANDED_WRONG = 3
export const BLOCKED = 4

/** Flags of rows (RequestTable.flags). */
export const FLAG_ENDED = 1
export const FLAG_FAILED = 2
export const FLAG_VIOLATION = 4
export const FLAG_CONTAINED = 8
export const FLAG_DROPPED = 16
export const FLAG_FLUSH = 32
/** Dropped, at the socket. */
export const FLAG_SOCKET = 64
