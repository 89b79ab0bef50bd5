/** Why counts are not met, by row of `exitless validate`: the list of the conformance test, under the rows' own names. */
import { OUT_OF_REACH } from '../machine/out-of-reach.ts'

/** `ahci, read qd1, 4096 bytes: reads` → `traps/ahci/read-qd1/4096/reads` */
function rowOf(name: string): string {
  const [, device, load, bytes, column] = /^(.+), (.+), (\d+) bytes: (\w+)$/.exec(name) ?? []
  return ['traps', device, load, bytes, column].join('/').replaceAll(' ', '-')
}

export const CAUSES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(OUT_OF_REACH).map(([name, { cause }]) => [rowOf(name), cause]),
)
