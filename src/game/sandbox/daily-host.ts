/** Hosts for the task of a day: a few scenes, each with choices that a seed makes. The same date gives the same host everywhere. */
import type { Era, OsId } from '../../machine/index.ts'
import type { Knob } from '../level.ts'
import { addDevice, addGuest, addShown, newSandbox, removePart, type Sandbox } from './sandbox.ts'
import { setField } from './sandbox-fields.ts'

/** Whole numbers from a text, the same on every machine (xorshift on 32 bits). */
export class Draw {
  private state = 0x811c9dc5

  constructor(text: string) {
    for (const character of text) this.state = Math.imul(this.state ^ character.charCodeAt(0), 0x01000193)
    if (this.state === 0) this.state = 1
    for (let round = 0; round < 8; round++) this.below(2)
  }

  /** 0 to below - 1. */
  below(limit: number): number {
    let word = this.state
    word ^= word << 13
    word ^= word >>> 17
    word ^= word << 5
    this.state = word
    return (word >>> 0) % limit
  }

  one<Choice>(choices: readonly Choice[]): Choice {
    return choices[this.below(choices.length)]
  }

  /** So many of them, in their own order. */
  some<Choice>(choices: readonly Choice[], count: number): readonly Choice[] {
    const left = choices.map((_, index) => index)
    while (left.length > count) left.splice(this.below(left.length), 1)
    return left.map((index) => choices[index])
  }
}

interface Scene {
  readonly eras: readonly Era[]
  readonly systems: readonly OsId[]
  readonly models: readonly string[]
  readonly controllers: readonly string[]
  /** By the last part of a knob's key. */
  readonly knobs: Readonly<Record<string, readonly string[]>>
  readonly work: Readonly<Record<string, readonly string[]>>
}

const OLD_DISK: Scene = {
  eras: ['2005-07', '2010-13'],
  systems: ['linux-2.6', 'windows-2003'],
  models: ['sata-ssd', 'array', 'sata-disk'],
  controllers: ['ide-pio', 'ide-dma', 'lsi53c895a'],
  knobs: {
    cache: ['none', 'writethrough', 'writeback'],
    bytes: ['4K', '64K', '256K', '1M'],
    depth: ['1', '4', '16'],
    interrupt: ['intx', 'msi'],
  },
  work: { op: ['read', 'write'], pattern: ['sequential', 'random'] },
}
const NEW_DISK: Scene = {
  eras: ['2020s'],
  systems: ['linux-6'],
  models: ['nvme', 'optane', 'sata-ssd'],
  controllers: ['ahci', 'virtio-scsi', 'virtio-blk', 'nvme'],
  knobs: {
    backend: ['loop', 'iothread', 'vhost-user'],
    coalesceUs: ['0', '16', '64'],
    bytes: ['4K', '16K', '128K'],
    depth: ['1', '8', '32'],
    cache: ['none', 'writeback'],
  },
  work: { op: ['read', 'write'], pattern: ['sequential', 'random'] },
}
const CARD: Scene = {
  eras: ['2010-13', '2020s'],
  systems: ['linux-6'],
  models: ['nic-1g', 'nic-10g', 'nic-25g'],
  controllers: ['rtl8139', 'e1000', 'e1000e', 'vmxnet3', 'virtio-net'],
  knobs: {
    backend: ['loop', 'vhost', 'vhost-user'],
    ring: ['64', '256', '1024'],
    coalesceUs: ['0', '16', '128'],
    depth: ['1', '16', '64'],
    offload: ['off', 'on'],
  },
  work: { op: ['tx', 'rx', 'rr'] },
}

export interface DailyHost {
  readonly sandbox: Sandbox
  readonly knobs: readonly Knob[]
  readonly flow: string
}

function put(sandbox: Sandbox, id: string, value: string): Sandbox {
  const answer = setField(sandbox, id, value)
  return 'problem' in answer ? sandbox : answer
}

/** A guest with one device and three or four knobs to turn. */
export function dailyHost(draw: Draw): DailyHost {
  const scene = draw.one([OLD_DISK, NEW_DISK, CARD])
  const model = draw.one(scene.models) as Parameters<typeof addDevice>[1]
  const bare = addDevice(removePart(removePart(newSandbox(), 'guest1'), 'device nvme1'), model)
  const [real] = Object.keys(bare.host.devices)
  const shown = addShown(addGuest(bare), 'guest1', real)
  const [device] = shown.host.guests[0].devices
  const flow = `guest1.${device.id}`
  let sandbox = put(shown, '/host.era', draw.one(scene.eras))
  sandbox = put(sandbox, '/host.cores', draw.one(['2', '4']))
  sandbox = put(sandbox, '/guest1.os', draw.one(scene.systems))
  for (const [name, values] of Object.entries(scene.work))
    sandbox = put(sandbox, `/${flow}.${name}`, draw.one(values))
  const names = draw.some(Object.keys(scene.knobs), draw.one([2, 3, 3]))
  const controllers = draw.some(scene.controllers, 3)
  const knobs = [
    { key: `${flow}.controller`, values: controllers },
    ...names.map((name) => ({ key: `${flow}.${name}`, values: scene.knobs[name] })),
  ]
  for (const { key, values } of knobs) sandbox = put(sandbox, key, values[0])
  return { sandbox: { ...sandbox, duration: 10_000_000, offered: knobs.map(({ key }) => key) }, knobs, flow }
}
