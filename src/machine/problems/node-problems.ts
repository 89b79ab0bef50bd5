/** Nodes, siblings and memory of a host that cannot be. */
import type { Host } from '../host/host.ts'
import { firstByteOf, memoryNode } from '../host/nodes.ts'
import { gib } from '../units.ts'

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
  if (Number.isInteger(numaNodes) && numaNodes > 1) roomProblems(host, say)
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

/** A guest lies on one node, and the host keeps the bottom of the first one. */
function roomProblems(host: Host, say: (path: string, message: string) => void): void {
  for (let node = 0; node < host.numaNodes; node++) {
    const room = firstByteOf(host, node + 1) - firstByteOf(host, node)
    let used = node === 0 ? host.hostMemory : 0
    if (used > room)
      say('hostMemory', `node 0 has ${gib(room)} GiB, and the host keeps ${gib(used)}: let it keep less`)
    for (const guest of host.guests) {
      if (memoryNode(host, guest) !== node) continue
      const bytes = guest.memory - guest.balloon
      if (used <= room && used + bytes > room)
        say(
          `guests.${guest.id}.memory`,
          `node ${node} has ${gib(room)} GiB, of which ${gib(room - used)} are free, and ${guest.id} needs ${gib(bytes)}: set its numa to another node, or give it less`,
        )
      used += bytes
    }
  }
}
