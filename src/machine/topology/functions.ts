/**
 * The PCI tree of a host: root buses, bridges, and functions with requester IDs. A device's address places it; a bus that
 * no bridge of the host leads to hangs below a root port of its own, which has ACS.
 *
 * Not modelled: hot-plug slots, several segments joined, requester IDs that a device makes up.
 */
import type { Bridge, Device, Host } from '../host/host.ts'

/** One function: an endpoint or a bridge. */
export interface PciFunction {
  /** Name of the device or bridge in the host. */
  readonly name: string
  readonly address: string
  readonly segment: number
  readonly bus: number
  readonly slot: number
  readonly kind: Bridge['kind'] | 'endpoint'
  /** Bus below a bridge; -1: an endpoint. */
  readonly below: number
  /** Has access control services that are on: source validation, request and completion redirect, upstream forwarding. */
  readonly acs: boolean
  /** PCI Express; else conventional PCI, which has a bus that all share. */
  readonly express: boolean
  /** SR-IOV: a virtual function. */
  readonly virtual: boolean
}

export interface PciTree {
  readonly functions: readonly PciFunction[]
  /** The bridge above a function; undefined: it is on a root bus. */
  above(one: PciFunction): PciFunction | undefined
  /** Other real functions of the same device. */
  siblings(one: PciFunction): readonly PciFunction[]
}

interface Place {
  readonly segment: number
  readonly bus: number
  readonly slot: number
}

/** Parts of `0000:01:00.0`; numbers are hexadecimal. */
export function placeOf(address: string): Place {
  const [segment, bus, rest] = address.split(':')
  return {
    segment: Number.parseInt(segment, 16),
    bus: Number.parseInt(bus, 16),
    slot: Number.parseInt(rest, 16),
  }
}

/** Access control of a bridge, where nothing is said too. */
export function keepsApart({ kind, acs }: Bridge): boolean {
  return acs ?? kind === 'root-port'
}

function bridgeFunction(name: string, bridge: Bridge): PciFunction {
  return {
    name,
    address: bridge.address,
    ...placeOf(bridge.address),
    kind: bridge.kind,
    below: bridge.bus,
    acs: keepsApart(bridge),
    express: true,
    virtual: false,
  }
}

function endpoint(name: string, device: Device): PciFunction {
  return {
    name,
    address: device.address,
    ...placeOf(device.address),
    kind: 'endpoint',
    below: -1,
    acs: device.acs === true,
    express: device.conventional !== true,
    virtual: device.parent !== undefined,
  }
}

/** Buses that begin a tree of their own: 0, and those that root ports stand on. */
function isRootBus(bridges: readonly PciFunction[], segment: number, bus: number): boolean {
  return (
    bus === 0 || bridges.some((one) => one.kind === 'root-port' && one.segment === segment && one.bus === bus)
  )
}

function impliedPort({ segment, bus }: Place): PciFunction {
  return {
    name: '',
    address: '',
    segment,
    bus: 0,
    slot: -1,
    kind: 'root-port',
    below: bus,
    acs: true,
    express: true,
    virtual: false,
  }
}

/** The tree of a host whose topology has no problems. */
export function pciTree(host: Pick<Host, 'devices' | 'bridges'>): PciTree {
  const bridges = Object.entries(host.bridges).map(([name, bridge]) => bridgeFunction(name, bridge))
  const functions = [
    ...bridges,
    ...Object.entries(host.devices).map(([name, device]) => endpoint(name, device)),
  ]
  return {
    functions,
    above: (one) => {
      if (one.address === '' || isRootBus(bridges, one.segment, one.bus)) return undefined
      const bridge = bridges.find((other) => other.segment === one.segment && other.below === one.bus)
      return bridge ?? impliedPort(one)
    },
    siblings: (one) =>
      functions.filter(
        (other) =>
          other !== one &&
          !other.virtual &&
          other.segment === one.segment &&
          other.bus === one.bus &&
          other.slot === one.slot,
      ),
  }
}
