/** The space of a level while somebody looks at it: what is shipped, else measured in slices beside everything else. */
import { type Level, needsBaseline, type Space, Surveyor } from '../game/index.ts'
import type { Run } from '../machine/index.ts'
import { shippedSpace } from './shipped-spaces.ts'
import { simulateInSlices } from './slices.ts'

/** What is known is told so often. Milliseconds. */
const TELL = 200

/** Calls back with all that is known, at last with everything. Returns how to cancel. */
export function exploreLevel(
  level: Level,
  onSpace: (space: Space, done: number, of: number) => void,
): () => void {
  const shipped = shippedSpace(level)
  if (shipped !== undefined) {
    const waiting = setImmediate(() => onSpace(shipped, shipped.configurations, shipped.configurations))
    return () => clearImmediate(waiting)
  }
  return survey(level, onSpace)
}

function survey(level: Level, onSpace: (space: Space, done: number, of: number) => void): () => void {
  const surveyor = new Surveyor(level)
  const baseline = needsBaseline(level)
  let told = performance.now()
  let cancel = () => {}
  const tell = () => onSpace(surveyor.space(), surveyor.done, surveyor.of)
  function next(): void {
    const task = surveyor.next()
    if (task === undefined) {
      tell()
      return
    }
    const { index, host, seed } = task
    const options = { seed, duration: level.duration, baseline, record: false }
    cancel = simulateInSlices(
      host,
      options,
      () => {},
      (run: Run, bare?: Run) => {
        surveyor.put(index, run, bare)
        if (performance.now() - told > TELL) {
          tell()
          told = performance.now()
        }
        next()
      },
    )
  }
  next()
  return () => cancel()
}
