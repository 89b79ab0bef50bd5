/** Hosts that cannot be, and why. */
import { describe, expect, test } from 'vitest'
import type { Guest, Host, VirtualDevice, Workload } from '../../src/machine/host/host.ts'
import { hostProblems } from '../../src/machine/problems/problems.ts'
import { GIB, MIB } from '../../src/machine/units.ts'
import { device, disk, guest, host, nic } from './fixture.ts'

function hostWith(more: Partial<Host>): Host {
  return host([guest('files', [disk()])], more)
}

function guestWith(more: Partial<Guest>): Host {
  return host([guest('files', [disk()], more)])
}

function deviceWith(more: Partial<VirtualDevice>, work: Partial<Workload> = {}): Host {
  return host([guest('files', [disk(more, work)])])
}

test('a host without problems has none', () => {
  expect(hostProblems(host([guest('files', [disk({}, { depth: 256 }), nic({}, { depth: 1024 })])]))).toEqual(
    [],
  )
})

describe('a host that cannot be says where and why', () => {
  const cases: readonly (readonly [string, Host, string, string])[] = [
    ['no cores', hostWith({ cores: 0 }), 'cores', 'a host has 1 to 64 cores, not 0'],
    ['too many cores', hostWith({ cores: 65 }), 'cores', 'a host has 1 to 64 cores, not 65'],
    ['half a core', hostWith({ cores: 1.5 }), 'cores', 'a host has 1 to 64 cores, not 1.5'],
    [
      'too little memory',
      hostWith({ memory: 2.5 * GIB }),
      'memory',
      'host and guests need 3.0 GiB, and there are 2.5: give less to a guest',
    ],
    [
      'memory without a unit',
      hostWith({ memory: 16 }),
      'memory',
      'a host has 64 MiB of memory or more, not 16 bytes: give it a unit, 16G',
    ],
    [
      'a second power cut',
      hostWith({
        events: [
          { kind: 'power-cut', at: 1 },
          { kind: 'power-cut', at: 2 },
        ],
      }),
      'events.1',
      'the power goes once in a run: leave one out',
    ],
    [
      'a page cache larger than what the host keeps',
      hostWith({ pageCache: 3 * GIB }),
      'pageCache',
      "the page cache lies in the host's own memory and is at most that: 2.0 GiB",
    ],
    [
      'two guests of one name',
      host([guest('files', []), guest('files', [])]),
      'guests.files',
      'the name files is taken: every guest has its own, and none is called host',
    ],
    [
      'a guest called host',
      host([guest('host', [])]),
      'guests.host',
      'the name host is taken: every guest has its own, and none is called host',
    ],
    [
      'a backend that a device has not',
      host([guest('files', [nic({ controller: 'virtio-net', interrupt: 'msix', backend: 'iothread' })])]),
      'guests.files.devices.nic.backend',
      'virtio-net has no backend iothread: take loop or vhost or vhost-user',
    ],
    [
      'a backend beside the cores',
      deviceWith({ backend: 'vhost', backendPin: 8 }),
      'guests.files.devices.disk.backendPin',
      'there is no core 8: cores are 0 to 7',
    ],
    [
      'a page cache that the backend goes past',
      deviceWith({ backend: 'vhost', cache: 'writeback' }),
      'guests.files.devices.disk.cache',
      "vhost goes to the device past the host's files, so there is no page cache: take cache none",
    ],
    [
      'a driver for NVMe before a SATA SSD',
      host([guest('files', [disk({ backend: 'nvme-user' })])], { devices: { ssd: device('sata-ssd') } }),
      'guests.files.devices.disk.backend',
      'nvme-user is a driver for an NVMe SSD, and there is a SATA SSD',
    ],
    [
      'a network card with a submission thread',
      host([guest('web', [nic({ controller: 'bare-metal', driver: 'sqpoll' })])]),
      'guests.web.devices.nic.driver',
      'bare metal, kernel driver has no sqpoll of a network card: take interrupts or kernel-polling or user-polling',
    ],
    [
      'a guest with a submission thread',
      host([guest('web', [disk({ controller: 'vfio-pci', driver: 'sqpoll' })])]),
      'guests.web.devices.disk.driver',
      'the real device, vfio-pci has no sqpoll: take interrupts or kernel-polling or user-polling',
    ],
    [
      'a submission thread beside the cores',
      host([guest('web', [disk({ controller: 'bare-metal', driver: 'sqpoll', backendPin: 8 })])]),
      'guests.web.devices.disk.backendPin',
      'there is no core 8: cores are 0 to 7',
    ],
    [
      'units without a stack',
      host([guest('web', [nic({ controller: 'bare-metal', driver: 'user-polling', offload: true })])]),
      'guests.web.devices.nic.offload',
      'a process that drives the card itself has no stack, and sends frames: leave offload off, or take kernel-polling',
    ],
    [
      'a paravirtual disk that is polled',
      deviceWith({ driver: 'kernel-polling' }),
      'guests.files.devices.disk.driver',
      'virtio-blk has no kernel-polling: take interrupts, or a real device (bare-metal, vfio-pci)',
    ],
    [
      'a RAM disk that is given whole',
      host([guest('files', [disk({ controller: 'vfio-pci' })])], { devices: { ssd: device('ram-disk') } }),
      'guests.files.devices.disk.controller',
      "a RAM disk is memory of the host's kernel, and no device that another driver could reach: take a controller of the host, with the backend loop, iothread, serial or vhost",
    ],
    [
      'a RAM disk that a process polls',
      host([guest('files', [disk({ backend: 'vhost-user' })])], { devices: { ssd: device('ram-disk') } }),
      'guests.files.devices.disk.backend',
      "a RAM disk is memory of the host's kernel, and no device that a process could reach: take loop, iothread, serial or vhost",
    ],
    [
      'messages of a microVM',
      deviceWith({ transport: 'mmio' }),
      'guests.files.devices.disk.interrupt',
      'virtio-mmio has one interrupt line and no messages: take intx, not msix',
    ],
    [
      'more queues than vCPUs',
      deviceWith({ queues: 2 }),
      'guests.files.devices.disk.queues',
      '2 queues for 1 vCPU: a queue belongs to one vCPU at least, so take 1 or fewer',
    ],
    [
      'more queues than the device has',
      host([guest('files', [disk({ queues: 65 })], { vcpus: 16 })]),
      'guests.files.devices.disk.queues',
      '65 queues for 16 vCPUs: a queue belongs to one vCPU at least, so take 16 or fewer',
    ],
    [
      'an old system that is to share a word for ends of interrupts',
      guestWith({ pvEoi: true, os: 'linux-2.6' }),
      'guests.files.pvEoi',
      'linux-2.6 knows of no word for ends of interrupts: leave pvEoi off, or set os to linux-6',
    ],
    ['no vCPU', guestWith({ vcpus: 0 }), 'guests.files.vcpus', 'a guest has 1 to 16 vCPUs, not 0'],
    ['too many vCPUs', guestWith({ vcpus: 17 }), 'guests.files.vcpus', 'a guest has 1 to 16 vCPUs, not 17'],
    [
      'a pin beside the cores',
      guestWith({ pin: 8 }),
      'guests.files.pin',
      'there is no core 8: cores are 0 to 7',
    ],
    [
      'a VMM pin beside the cores',
      guestWith({ vmmPin: 9 }),
      'guests.files.vmmPin',
      'there is no core 9: cores are 0 to 7',
    ],
    [
      'an interrupt core beside the cores',
      deviceWith({ irqCore: 8 }),
      'guests.files.devices.disk.irq',
      'there is no core 8: cores are 0 to 7',
    ],
    [
      'a device that is not there',
      deviceWith({ backing: 'tape' }),
      'guests.files.devices.disk.backing',
      'there is no device "tape"; the host has ssd, ssd2, ssd3, card, screen',
    ],
    [
      'a disk before a network card',
      deviceWith({ backing: 'card' }),
      'guests.files.devices.disk.controller',
      'virtio-blk cannot stand before a 1 GbE network card',
    ],
    [
      'an interrupt that the controller lacks',
      deviceWith({ controller: 'ide-dma', interrupt: 'msi' }),
      'guests.files.devices.disk.interrupt',
      'IDE, bus-master DMA has no msi: take intx',
    ],
    [
      'a disk of SATA given whole',
      host([guest('files', [disk({ controller: 'vfio-pci' })])], { devices: { ssd: device('sata-ssd') } }),
      'guests.files.devices.disk.controller',
      'a SATA SSD has no function of its own on the bus: an NVMe SSD or a network card can be given whole',
    ],
    [
      'a device given whole twice',
      host([
        guest('files', [disk({ controller: 'vfio-pci' })]),
        guest('mail', [disk({ controller: 'vfio-pci' })]),
      ]),
      'guests.mail.devices.disk.backing',
      'ssd belongs to files.disk already: a device given whole has one owner; give mail.disk another device or a controller of the host',
    ],
    [
      'a device given whole that the host shares out',
      host([guest('files', [disk()]), guest('mail', [disk({ controller: 'vfio-pci' })])]),
      'guests.mail.devices.disk.backing',
      'ssd belongs to host already: a device given whole has one owner; give mail.disk another device or a controller of the host',
    ],
    [
      'a packet that is too large',
      host([guest('files', [nic({}, { bytes: 1515 })])]),
      'guests.files.devices.nic.workload.bytes',
      'a packet has 64 to 1514 bytes, not 1515: network card, Intel e1000 takes no larger units to tx',
    ],
    [
      'a request of part of a sector',
      deviceWith({}, { bytes: 1000 }),
      'guests.files.devices.disk.workload.bytes',
      'a disk request has 512 bytes to 4 MiB in sectors of 512, not 1000',
    ],
    [
      'a request that is too large',
      deviceWith({}, { bytes: 5 * MIB }),
      'guests.files.devices.disk.workload.bytes',
      `a disk request has 512 bytes to 4 MiB in sectors of 512, not ${5 * MIB}`,
    ],
    [
      'more than a disk is asked at once',
      deviceWith({}, { depth: 257 }),
      'guests.files.devices.disk.workload.depth',
      '1 to 256 requests under way, not 257',
    ],
    [
      'more packets than come at once',
      host([guest('files', [nic({}, { depth: 1025 })])]),
      'guests.files.devices.nic.workload.depth',
      '1 to 1024 requests under way, not 1025',
    ],
    [
      'nothing under way',
      deviceWith({}, { depth: 0 }),
      'guests.files.devices.disk.workload.depth',
      '1 to 256 requests under way, not 0',
    ],
    [
      'an event of nobody',
      hostWith({ events: [{ kind: 'stray-dma', at: 0, guest: 'mail', device: 'disk', address: 0 }] }),
      'events.0',
      'stray-dma names mail.disk, which is not there',
    ],
  ]

  test.each(cases)('%s', (_name, made, path, message) => {
    expect(hostProblems(made)).toEqual([{ path, message }])
  })
})
