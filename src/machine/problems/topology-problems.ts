/** PCI trees that cannot be, and devices that cannot be given away as somebody wants. Each says why, and what would do. */
import type { Host } from '../host/host.ts'
import { placeOf } from '../topology/functions.ts'
import { groupsOf } from '../topology/groups.ts'
import { holdersOf } from '../topology/holders.ts'
import { interruptsByLine, lineOf } from '../topology/lines.ts'

export type Say = (path: string, message: string) => void

/** All that is wrong with the tree, and with who holds what of it. */
export function topologyProblems(host: Host, say: Say): void {
  let sound = true
  const complain: Say = (path, message) => {
    sound = false
    say(path, message)
  }
  bridgeProblems(host, complain)
  addressProblems(host, complain)
  virtualFunctionProblems(host, complain)
  // Groups of a tree that cannot be mean nothing.
  if (!sound) return
  groupProblems(host, say)
  lineProblems(host, say)
}

function bridgeProblems(host: Host, say: Say): void {
  const leading = new Map<number, string>()
  for (const [name, bridge] of Object.entries(host.bridges)) {
    const path = `bridges.${name}`
    if (!(Number.isInteger(bridge.bus) && bridge.bus >= 1 && bridge.bus <= 255))
      say(`${path}.bus`, `a bus below a bridge has a number from 1 to 255, not ${bridge.bus}`)
    const other = leading.get(bridge.bus)
    if (other !== undefined)
      say(`${path}.bus`, `${other} leads to bus ${bridge.bus} already: each bus has one bridge above it`)
    leading.set(bridge.bus, name)
  }
  for (const name of Object.keys(host.bridges)) {
    if (leadsToItself(host, name)) say(`bridges.${name}`, CYCLE)
    else placeProblems(host, name, say)
  }
}

/** A root port begins a tree, so no bridge leads to where it stands; the lower ports of a switch stand on its own bus. */
function placeProblems(host: Host, name: string, say: Say): void {
  const { kind, address } = host.bridges[name]
  const at = placeOf(address)
  const others = Object.entries(host.bridges)
  const above = others.find(([, one]) => one.bus === at.bus && placeOf(one.address).segment === at.segment)
  if (kind === 'root-port' && above !== undefined)
    say(
      `bridges.${name}.address`,
      `a root port stands at the root, and ${above[0]} leads to bus ${at.bus}: put it on bus 0, or make it a switch-down`,
    )
  if (kind === 'switch-down' && above?.[1].kind !== 'switch-up') {
    const switches = others.filter(([, one]) => one.kind === 'switch-up')
    const where = switches.map(([other, { bus }]) => `bus ${bus} of ${other}`).join(' or ')
    say(
      `bridges.${name}.address`,
      `a switch-down is a port of a switch, and no switch-up leads to bus ${at.bus}: ${where === '' ? 'add a switch-up above it' : `put it on ${where}`}`,
    )
  }
}

const CYCLE = 'the buses go round in a circle: a bridge leads to a bus further from the root, never back up'

function leadsToItself(host: Host, name: string): boolean {
  const bridges = Object.values(host.bridges)
  const above = (bus: number) => bridges.find((one) => one.kind !== 'root-port' && one.bus === bus)
  const first = host.bridges[name]
  let bus = placeOf(first.address).bus
  if (first.kind === 'root-port') return bus === first.bus
  for (let steps = 0; steps <= bridges.length; steps++) {
    if (bus === first.bus) return true
    const next = above(bus)
    if (next === undefined) return false
    bus = placeOf(next.address).bus
  }
  return false
}

function addressProblems(host: Host, say: Say): void {
  const taken = new Map<string, string>()
  const every = [
    ...Object.entries(host.bridges).map(([name, { address }]) => [`bridges.${name}`, address] as const),
    ...Object.entries(host.devices).map(([name, { address }]) => [`devices.${name}`, address] as const),
  ]
  for (const [path, address] of every) {
    const other = taken.get(address)
    const slot = Object.keys(host.slots).find((name) => host.slots[name].address === address)
    if (other !== undefined)
      say(
        `${path}.address`,
        slot === undefined
          ? `${other} is ${address} already: a requester ID names one function`
          : `${other} is in slot ${slot} already, and a slot takes one card: move one of the two`,
      )
    taken.set(address, path.slice(path.indexOf('.') + 1))
  }
}

function virtualFunctionProblems(host: Host, say: Say): void {
  const counts = new Map<string, number>()
  for (const [name, device] of Object.entries(host.devices)) {
    if (device.parent === undefined) continue
    const path = `devices.${name}.parent`
    const physical = host.devices[device.parent]
    if (physical === undefined) {
      say(path, `a virtual function is one of a device: there is no "${device.parent}"; name one of the host`)
      continue
    }
    if (physical.parent !== undefined)
      say(path, `${device.parent} is a virtual function itself and has none: name the physical function`)
    if (physical.model !== device.model)
      say(path, `a virtual function is of its device's model, ${physical.model}, not ${device.model}`)
    counts.set(device.parent, (counts.get(device.parent) ?? 0) + 1)
  }
  for (const [name, count] of counts) {
    const most = host.devices[name]?.vfs ?? 0
    if (count > most && host.devices[name] !== undefined)
      say(
        `devices.${name}.vfs`,
        `${name} offers ${most} virtual functions and ${count} are made: take fewer, or a device with more`,
      )
  }
}

/** A device that cannot hold its line back by itself wants it alone: VFIO masks all of it. */
function lineProblems(host: Host, say: Say): void {
  const onLines = host.guests
    .flatMap((guest) => guest.devices)
    .filter((one) => interruptsByLine(one) && one.backing in host.devices)
  for (const { backing, controller } of onLines) {
    if (controller !== 'vfio-pci' || host.devices[backing].lineMask !== 'none') continue
    const line = lineOf(host, backing)
    const other = onLines.find((one) => one.backing !== backing && lineOf(host, one.backing) === line)
    if (other !== undefined)
      say(
        `devices.${backing}.lineMask`,
        `${backing} cannot hold its line back itself and wants line ${line} alone, but ${other.backing} calls by it too: take msi, msix or another slot`,
      )
  }
}

/** Where the unit translates, one group has one holder: it cannot tell the group's devices apart. */
function groupProblems(host: Host, say: Say): void {
  if (host.iommu.mode !== 'translated') return
  const holders = holdersOf(host)
  for (const group of groupsOf(host)) {
    const members = group.filter((one) => one.kind === 'endpoint' && holders.has(one.name))
    const given = members.find((one) => holders.get(one.name) !== 'host')
    const other = members.find((one) => holders.get(one.name) !== (given && holders.get(given.name)))
    if (given === undefined || other === undefined) continue
    say(
      `devices.${given.name}`,
      `${given.name} (${given.address}) and ${other.name} (${other.address}) are one IOMMU group and have two holders, ${holders.get(given.name)} and ${holders.get(other.name)}: give both to one, or move one below a port with ACS`,
    )
  }
}
