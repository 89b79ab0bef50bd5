/** Links of a flow's device: one of a disk, two of a network card, which sends and receives at once, and what lies around them. */
import type { DeviceKind, Operation } from '../host/host.ts'
import type { Stop } from './stop.ts'

/** Conversations go on at the far side without waiting for each other. */
const FAR_SIDES = 4096
/** Reads of memory that a device has under way at once: tags of eight bits. Each takes its time, and hardly any of the link. */
const FETCHES = 256

interface Stations {
  /** Between a device and memory. Either is made once for each name. */
  link(name: string): Stop
  station(name: string, servers: number): Stop
}

/** By program.STATIONS, after the device itself. @param engine whose links they are: the device's, or those of the one that it is a function of */
export function linksOf(
  stations: Stations,
  engine: string,
  op: Operation,
  kind: DeviceKind,
  walker: Stop,
): readonly Stop[] {
  const [out, back] = op === 'rx' ? ['in', 'out'] : ['out', 'in']
  const ways = kind === 'nic' ? [out, back] : ['link', 'link']
  const [link, other] = ways.map((way) => stations.link(`${engine} ${way}`))
  const bus = (way: string): Stop => stations.station(`${engine} bus ${way}`, 1)
  return [
    link,
    walker,
    other,
    bus('down'),
    bus('up'),
    stations.station('far side', FAR_SIDES),
    stations.station(`${engine} fetch`, FETCHES),
  ]
}
