/** What a run of each shipped level takes: its whole space once with one seed, unrecorded, as exploring does. Prints CPU milliseconds. */
import { readLevelFolder } from '../../src/cli/level-folder.ts'
import { configurations, hostAfter } from '../../src/game/index.ts'
import { hostProblems, simulate } from '../../src/machine/index.ts'

/** At most so many configurations of a level, evenly over its space. */
const MOST = 400

const rows = readLevelFolder(process.argv[2]).levels.map(({ level }) => {
  const all = [...configurations(level)]
  const step = Math.max(1, Math.ceil(all.length / MOST))
  const hosts = all
    .filter((_, index) => index % step === 0)
    .map((moves) => hostAfter(level, moves))
    .filter((host) => hostProblems(host).length === 0)
  const [seed] = level.seeds
  // The first few teach the engine.
  for (const host of hosts.slice(0, 20)) simulate(host, { seed, duration: level.duration })
  const millis = hosts
    .map((host) => {
      const before = process.cpuUsage()
      simulate(host, { seed, duration: level.duration })
      const { user, system } = process.cpuUsage(before)
      return (user + system) / 1e3
    })
    .sort((a, b) => a - b)
  return {
    level: level.number,
    space: all.length,
    runs: millis.length,
    median: millis[millis.length >> 1],
    worst: millis[millis.length - 1],
  }
})
console.log(JSON.stringify(rows))
