/**
 * The linker: the programs of all flows lie behind each other in one list of integers, so that whoever stands in it needs only its
 * place to go on. What a program says of itself (where else to go, where its commands begin) is moved with it.
 */
import { FARTHER, GATHER, type Program, TARGET, WIDTH } from './program.ts'

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
      if (code[at] === GATHER && code[at + FARTHER] > 0) code[at + FARTHER] += begin
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
