/**
 * The linker: the programs of all flows lie behind each other in one list of integers, so that whoever stands in it needs only its
 * place to go on. What a program says of itself (where else to go, where its commands begin) is moved with it.
 */
import {
  ANSWER,
  BYTES,
  EXIT,
  FARTHER,
  MARK,
  MOVED,
  NANOS,
  PLAIN_WORK,
  type Program,
  TARGET,
  THREADS,
  WHO,
  WIDTH,
  WORK,
} from './program.ts'

const CORE = THREADS.indexOf('core')
/** What makes work more than plain. */
const MORE = [EXIT, MARK, BYTES, MOVED, FARTHER]

/** A thread works so long, and that is all: most work is of this kind, and there is a short way for it. */
function plain(code: Int32Array, at: number): boolean {
  if (code[at] !== WORK || code[at + WHO] === CORE || code[at + ANSWER] >= 0) return false
  return code[at + NANOS] > 0 && MORE.every((word) => code[at + word] === 0)
}

/** The same programs, in one list. */
export function link(programs: readonly Program[]): readonly Program[] {
  const code = new Int32Array(programs.reduce((sum, program) => sum + program.code.length, 0))
  let from = 0
  return programs.map((program) => {
    const begin = from
    code.set(program.code, begin)
    from += program.code.length
    for (let at = begin; at < from; at += WIDTH) {
      code[at + TARGET] += begin
      if (plain(code, at)) code[at] = PLAIN_WORK
    }
    const forks = program.forks.map((fork) => ({
      ...fork,
      starts: fork.starts.map((start) => start + begin),
    }))
    return {
      ...program,
      code,
      entries: program.entries.map((entry) => entry + begin),
      writeBack: program.writeBack + begin,
      forks,
    }
  })
}
