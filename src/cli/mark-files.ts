/** Reads what was handed in, simulates on several threads what its codes name, and verifies them. */
import type { MarkedFile } from '../classroom/marked.ts'
import { type FoundText, findIn, type Marking, type Measurements, type Wanted } from '../classroom/marking.ts'
import { type Level, measuredMetrics } from '../game/index.ts'
import { MeasuringThreads } from './measuring.ts'
import { Progress } from './progress-line.ts'
import type { HandedIn } from './submissions.ts'
import { MODEL } from './version.ts'

/** Of all that was handed in, one file and its place. */
export interface Numbered {
  readonly index: number
  readonly file: HandedIn
}

export interface Marked {
  readonly files: readonly MarkedFile[]
  readonly codes: number
  /** Configurations simulated for them. */
  readonly configurations: number
}

/** @param of how many were handed in */
export async function markFiles(
  wanted: readonly Numbered[],
  of: number,
  marking: Marking,
  assignment: string,
  most: number,
): Promise<Marked> {
  const read = wanted.map(({ index, file }) => ({ index, path: file.path, texts: readTexts(file) }))
  const all = read.flatMap(({ texts }) => texts)
  const simulations = marking.wantedBy(all)
  marking.take(await measured(simulations, most))
  const files = read.map(
    ({ index, path, texts }): MarkedFile => ({
      format: 1,
      model: MODEL,
      assignment,
      index,
      of,
      path,
      texts: texts.map((text) => marking.mark(text)),
    }),
  )
  return {
    files,
    codes: all.reduce((sum, { codes }) => sum + codes.length, 0),
    configurations: simulations.reduce((sum, { configurations }) => sum + configurations.length, 0),
  }
}

/** Texts are read, searched and let go, one after the other. */
function readTexts(file: HandedIn): readonly FoundText[] {
  return file.texts().map(({ path, text, problem }) => findIn(path, text, problem))
}

/** What cannot be simulated here is tried again where its code is verified, and told there. */
async function measured(wanted: readonly Wanted[], most: number): Promise<Measurements> {
  const known = new Map<Level, Map<number, ReadonlyMap<string, number>>>()
  const progress = new Progress(wanted.reduce((sum, { configurations }) => sum + configurations.length, 0))
  const threads = new MeasuringThreads(most)
  const measureLevel = async ({ level, configurations }: Wanted) => {
    const own = new Map<number, ReadonlyMap<string, number>>()
    known.set(level, own)
    const metrics = measuredMetrics(level)
    const first = { ...level, seeds: level.seeds.slice(0, 1) }
    await threads.measure(
      first,
      (index, [{ values }]) => {
        const numbers = metrics.map((metric, place) => [metric, values[place]] as const)
        if (values.some(Number.isFinite)) own.set(index, new Map(numbers))
        progress.add(1)
      },
      configurations,
    )
  }
  try {
    await Promise.allSettled(wanted.map(measureLevel))
  } finally {
    threads.close()
    progress.clear()
  }
  return (level, configuration) => known.get(level)?.get(configuration)
}
