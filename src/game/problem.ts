/** An author's mistake: where in the file, and what to write instead. */

export type Path = readonly (string | number)[]

export interface Problem {
  readonly path: Path
  readonly message: string
  /** The path ends in a key that should not be there: its place is the key's, not its value's. */
  readonly atKey?: boolean
}

/** `goals[1].metric`, `knobs["files.disk.controller"][0]` */
export function printPath(path: Path): string {
  return path.reduce<string>((printed, part) => {
    if (typeof part === 'number') return `${printed}[${part}]`
    if (!/^[\w-]+$/.test(part)) return `${printed}["${part}"]`
    return printed === '' ? part : `${printed}.${part}`
  }, '')
}
