/** Nodes, siblings and memory of a host that cannot be. */
import type { Host } from '../host/host.ts'

/** Says what is wrong with how the cores are split, and who asks for a node that is not there. */
export function nodeProblems(host: Host, say: (path: string, message: string) => void): void {
  const { cores, numaNodes, smt, memoryBandwidth } = host
  if (!(Number.isInteger(numaNodes) && numaNodes >= 1 && numaNodes <= 8))
    say('numaNodes', `a host has 1 to 8 NUMA nodes, not ${numaNodes}`)
  else if (Number.isInteger(cores) && cores % numaNodes !== 0)
    say(
      'numaNodes',
      `${cores} cores do not split evenly over ${numaNodes} nodes: take ${cores - (cores % numaNodes) || numaNodes} cores`,
    )
  else if (smt === 2 && (cores / numaNodes) % 2 !== 0)
    say(
      'smt',
      `siblings come in pairs, and a node has ${cores / numaNodes} cores: take an even number on each, or smt 1`,
    )
  if (!(memoryBandwidth === 0 || memoryBandwidth >= 100e6))
    say(
      'memoryBandwidth',
      `memory moves at least 100 MB a second, not ${memoryBandwidth} bytes: 0 takes what was usual in the era`,
    )
  const nodes = `nodes are 0 to ${numaNodes - 1}`
  for (const guest of host.guests)
    if (guest.numa >= numaNodes)
      say(
        `guests.${guest.id}.numa`,
        `there is no node ${guest.numa}: ${nodes}, or -1 for that of its first vCPU`,
      )
  for (const [name, { node = 0 }] of Object.entries(host.devices))
    if (node >= numaNodes) say(`devices.${name}.node`, `there is no node ${node}: ${nodes}`)
}
