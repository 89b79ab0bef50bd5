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

/** Why a traveller waits (RunLog.eachEntry): for a thread or its core, since its core was given to another, for a station … */
export const FOR_THREAD = 0
export const TAKEN_AWAY = 1
export const FOR_STATION = 2
/** … for a pool, by POOLS from here on, … */
export const FOR_POOL = 3
/** … for company at a gate, for room among dirty pages, until they are written, for room in the device's buffer. */
export const FOR_COMPANY = 11
export const FOR_ROOM = 12
export const FOR_WRITING = 13
export const FOR_STORE = 14
/** It waits for nothing: it is served. */
export const FOR_NOTHING = 15

/** … and in place of TAKEN_AWAY, where that is known: its core went to interrupts of the host, or its vCPU to the guest's own. */
export const TAKEN_BY_HOST = 16
export const TAKEN_BY_GUEST = 17
/** Codes of what somebody waits for. */
export const WHYS = 18

/** What served it was taken away, whoever took it. */
export function isTaken(why: number): boolean {
  return why === TAKEN_AWAY || why >= TAKEN_BY_HOST
}

/** What is noted of travellers between entries: it forks; it is the last of its fork; it ends before others; a batch is over. */
export const FORKED = 0
export const JOINED = 1
export const LEFT_OFF = 2
export const BATCH_OVER = 3
