/**
 * A fixed little simulation that uses all of sim/, and its hash: the same on every machine and every Node. Prints it when it is run:
 * `esbuild test/sim/golden-run.ts --bundle --platform=node | node - print`.
 */
import { Fnv64 } from '../../src/sim/hash.ts'
import { Histogram } from '../../src/sim/histogram.ts'
import { Kernel, Timers } from '../../src/sim/kernel.ts'
import { below, exponential } from '../../src/sim/random.ts'
import { Station } from '../../src/sim/station.ts'

const jobs = 64

/** Jobs go round through two stations and a pause; a timer, started anew by every second job, watches. */
export function goldenRun(slice: number): string {
  const kernel = new Kernel()
  const hash = new Fnv64()
  const waits = new Histogram()
  const rounds = new Int32Array(jobs)
  const began = new Float64Array(jobs)
  kernel.endAt(3_000_000_000)

  const second = new Station(kernel, 3, jobs, (job) => {
    waits.add(kernel.now - began[job])
    hash.word(kernel.now)
    hash.word(job)
    rounds[job]++
    if ((job & 1) === 0) watch.start(job & 7, below(1, job, rounds[job], 2, 3_000_000))
    kernel.schedule(exponential(1, job, rounds[job], 1, 5_000_000), pause, job)
  })
  const first = new Station(kernel, 1, jobs, (job) =>
    second.accept(job, exponential(1, job, rounds[job], 3, 700_000)),
  )
  const watch = new Timers(kernel, 8, (slot) => {
    hash.word(kernel.now)
    hash.word(1000 + slot)
    if (slot === 6) watch.cancel(4)
  })
  const pause = kernel.register({
    fire(job) {
      began[job] = kernel.now
      first.accept(job, below(1, job, rounds[job], 4, 400_000))
    },
  })

  for (let job = 0; job < jobs; job++) kernel.schedule(exponential(1, job, 0, 0, 1000), pause, job)
  while (kernel.run(slice) === 'more');
  for (const number of [kernel.handled, waits.count, waits.max, waits.quantile(0.5), waits.quantile(0.999)])
    hash.word(number)
  return `${kernel.handled} events, hash ${hash.hex()}`
}

if (process.argv[2] === 'print') console.log(`${goldenRun(Infinity)}, on Node ${process.versions.node}`)
