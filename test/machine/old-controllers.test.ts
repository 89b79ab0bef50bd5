/** Old controllers and old systems: what their drivers do to the registers, beyond the rows of the table. */
import { describe, expect, test } from 'vitest'
import { CONTROLLER_IDS, datasheet } from '../../src/machine/controllers/index.ts'
import { simulate } from '../../src/machine/engine/simulate.ts'
import { hasDriver, OS_IDS } from '../../src/machine/hardware/drivers.ts'
import type { ControllerId, OsId } from '../../src/machine/host/host.ts'
import { type RequestAnswer, type RequestQuestion, requestAlone } from '../../src/machine/path/request.ts'
import { KIB, MIB } from '../../src/machine/units.ts'
import { disk, guest, host, MS, nic } from './fixture.ts'

const QUESTION: RequestQuestion = {
  controller: 'lsi53c810',
  op: 'read',
  bytes: 4 * KIB,
  depth: 1,
  contiguous: false,
  accel: 'tcg',
  iommu: 'off',
  iommuModel: 'intel',
  device: 100_000,
}

function ask(more: Partial<RequestQuestion>): RequestAnswer['perRequest'] {
  const answer = requestAlone({ ...QUESTION, ...more })
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.perRequest
}

/** Reads, writes, interrupts and commands of one request. */
function counts(more: Partial<RequestQuestion>): number[] {
  const { trapReads, trapWrites, interrupts, commands } = ask(more)
  return [trapReads, trapWrites, interrupts, commands]
}

describe('counts of a request that comes alone', () => {
  test.each<[string, Partial<RequestQuestion>, number[]]>([
    ['a script in guest memory is as quiet as one on the card', {}, [2, 2, 1, 1]],
    [
      'messages: one write, and a read for the answer and for no more',
      { controller: 'mptsas1068' },
      [2, 1, 1, 1],
    ],
    ['mailboxes: a start, and one look and one reset', { controller: 'buslogic' }, [1, 2, 1, 1]],
    ['the chip on a Tekram board is the chip', { controller: 'dc390', op: 'write' }, [28, 41, 3, 1]],
    ['a Tulip sends', { controller: 'tulip', op: 'tx', bytes: 1514 }, [3, 2, 1, 1]],
    ['a Tulip receives', { controller: 'tulip', op: 'rx', bytes: 64 }, [5, 4, 1, 1]],
    [
      'a floppy seeks, and is told and asked byte by byte',
      { controller: 'floppy', bytes: 18 * KIB },
      [46, 24, 2, 1],
    ],
  ])('%s', (_name, more, expected) => {
    expect(counts(more)).toEqual(expected)
  })

  test('LBA48 takes over beyond 256 sectors, and not before', () => {
    const sectors = (count: number): number[] =>
      counts({ controller: 'ide-dma', bytes: count * 512, contiguous: true })
    expect([sectors(256), sectors(257)]).toEqual([
      [13, 13, 1, 1],
      [13, 18, 1, 1],
    ])
  })

  test('a DMA program of the 53c974 takes a page, or 64 KiB in one piece', () => {
    const write = (bytes: number, contiguous: boolean): number[] =>
      counts({ controller: 'am53c974', op: 'write', bytes, contiguous })
    expect(write(64 * KIB, false)).toEqual([23 + 16 * 5, 31 + 16 * 10, 18, 1])
    expect(write(64 * KIB, true)).toEqual([28, 41, 3, 1])
    expect(write(128 * KIB, true)).toEqual([33, 51, 4, 1])
  })

  test.each<[ControllerId, number, number]>([
    ['ide-dma', 2, 1],
    ['ahci', 8, 8],
    ['lsi53c895a', 3, 1],
    ['lsi53c810', 3, 1],
    ['megasas', 8, 8],
    ['mptsas1068', 2, 1],
    ['pvscsi', 2, 1],
    ['am53c974', 2, 1],
    ['nvme', 3, 2],
    ['virtio-blk', 2, 1],
    ['virtio-scsi', 2, 1],
    ['buslogic', 2, 2],
    ['floppy', 57, 57],
  ])('%s takes 1 MiB as %i commands where pages are scattered, as %i where they are not', (controller, scattered, whole) => {
    const commands = (contiguous: boolean): number => ask({ controller, bytes: MIB, contiguous }).commands
    expect([commands(false), commands(true)]).toEqual([scattered, whole])
  })

  test('a frame received whose size is odd leaves 2 bytes and 1 byte over', () => {
    expect(counts({ controller: 'ne2k_pci', op: 'rx', bytes: 67 }).slice(0, 2)).toEqual([7 + 16 + 2, 22])
  })

  test('the line that NE2000 masks while it sends costs an end of interrupt more', () => {
    const { interrupts, eois } = ask({ controller: 'ne2k_pci', op: 'tx', bytes: 64 })
    expect([interrupts, eois]).toEqual([1, 2])
  })

  test('NE2000 under KVM sends element by element, and reads 1,024 bytes at once', () => {
    const strings = (op: 'tx' | 'rx'): number =>
      ask({ controller: 'ne2k_pci', op, bytes: 1514, accel: 'kvm' }).stringExits
    expect([strings('tx'), strings('rx')]).toEqual([378, 1 + 2])
  })

  test.each([
    64, 128, 512, 1514,
  ])('NE2000 carries a packet of %i bytes 4 at a time, beside its registers', (bytes) => {
    const elements = Math.ceil(bytes / 4)
    expect(counts({ controller: 'ne2k_pci', op: 'tx', bytes }).slice(0, 2)).toEqual([5, 18 + elements])
    expect(counts({ controller: 'ne2k_pci', op: 'rx', bytes }).slice(0, 2)).toEqual([7 + elements, 22])
  })
})

test('many answers of a message adapter share an interrupt, and each is still read', () => {
  const shown = disk(
    { controller: 'mptsas1068', coalesceUs: 200, coalesceFrames: 8 },
    { depth: 8, burst: true, limit: 64 },
  )
  const [flow] = simulate(host([guest('g', [shown])]), { seed: 1, duration: 100 * MS }).flows
  expect(flow.interrupts).toBeLessThan(40)
  expect(flow.exits[0]).toBe(64 + flow.interrupts)
  expect(flow.exits[1]).toBe(64)
})

describe('systems and the drivers in their box', () => {
  const bootable = (controller: ControllerId): OsId[] =>
    OS_IDS.filter((os) => {
      const shown = datasheet(controller).kind === 'nic' ? nic({ controller }) : disk({ controller })
      return simulate(host([guest('g', [shown], { os })]), { seed: 1, duration: MS }).guests[0].boots
    })

  test('BusLogic ends with 2000 on Windows, LSI Logic begins with 2003, SAS with Vista', () => {
    expect(bootable('buslogic')).toEqual(['nt-4', 'windows-2000', 'linux-2.4', 'linux-2.6', 'linux-6'])
    expect(bootable('lsi53c895a')).toEqual(['windows-2003', 'windows-7', 'linux-2.4', 'linux-2.6', 'linux-6'])
    expect(bootable('mptsas1068')).toEqual(['windows-7', 'linux-2.6', 'linux-6'])
  })

  test('every system has a disk, a card and a display in common with every other, and none of them is new', () => {
    const common = CONTROLLER_IDS.filter((id) => OS_IDS.every((os) => hasDriver(os, id)))
    expect(common).toEqual(['ide-pio', 'ide-dma', 'floppy', 'tulip', 'cirrus-vga', 'bare-metal'])
  })

  test('an old system asks for less at once', () => {
    const commands = (os: OsId): number =>
      simulate(
        host([
          guest('g', [disk({ controller: 'lsi53c895a' }, { bytes: 256 * KIB, contiguous: true })], { os }),
        ]),
        { seed: 1, duration: MS },
      ).flows[0].commands
    expect([commands('linux-6'), commands('linux-2.4'), commands('windows-2003')]).toEqual([1, 3, 4])
  })

  test('NT 4 leaves the bus master alone', () => {
    const strings = (os: OsId): number => {
      const shown = disk({ controller: 'ide-dma' }, { limit: 1 })
      return simulate(host([guest('g', [shown], { os })]), { seed: 1, duration: 100 * MS }).flows[0].exits[2]
    }
    expect([strings('nt-4'), strings('windows-2000')]).toEqual([4, 0])
  })

  test('Windows carries words through the port, and reads a whole block at once', () => {
    const strings = (os: OsId, op: 'read' | 'write'): number => {
      const shown = disk({ controller: 'ide-pio' }, { op, limit: 1 })
      const run = simulate(host([guest('g', [shown], { os })]), { seed: 1, duration: 100 * MS })
      return run.flows[0].exits[2]
    }
    expect([strings('linux-6', 'write'), strings('windows-xp', 'write')]).toEqual([1024, 2048])
    expect([strings('linux-6', 'read'), strings('windows-xp', 'read')]).toEqual([8, 4])
  })
})

test('a command that is told in many interrupts is completed once', () => {
  const run = (controller: ControllerId) =>
    simulate(host([guest('g', [disk({ controller }, { bytes: 64 * KIB })])]), { seed: 1, duration: MS })
      .flows[0].path.filter((row) => row.text === 'completion, app woken')
      .map((row) => row.times)
  expect([run('am53c974'), run('ide-pio'), run('floppy')]).toEqual([[1], [1], [4]])
})
