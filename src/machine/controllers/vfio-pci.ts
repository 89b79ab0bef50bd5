/**
 * The real device, given whole to one guest (VFIO). The guest writes the device's own registers: no exit. The device
 * reads and writes guest memory by itself: no copy, and every address passes the IOMMU, or does not.
 *
 * One command of an NVMe SSD: a doorbell for the submission, one for the completion. Its interrupt still belongs to the
 * host: taken on a core, injected into the guest, ended by an exit; or posted by the IOMMU without either.
 * The same path on the bare host is `bare-metal`: no wall, no injection.
 *
 * Not modelled: mapping and pinning at the start, the device's own cache of translations (ATS), reset.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { GUEST_COMPLETES, guestInterrupt } from './interrupts.ts'
import { applicationAsks, commandsOf, hold, work } from './parts.ts'

const QUEUE = 1023

/** Doorbell, fetch, device, translation and DMA of one command: the same with and without a guest. */
function command(shape: Shape, bytes: number, wall: boolean): readonly Step[] {
  const through: readonly Step[] = wall
    ? [
        { do: 'ask', table: 'iommu', place: 'dev', bytes, text: 'IOMMU, each address' },
        work('walker', 'host', 'translate', 'iommu-walk', 'IOTLB misses, walks', {
          times: { answer: 'misses' },
        }),
      ]
    : []
  const moves = work(
    'link',
    wall ? 'os' : 'host',
    'dma',
    'device-link',
    wall ? 'DMA, to guest memory' : 'DMA, no CPU',
    { bytes, crosses: wall ? 'open' : undefined },
  )
  const access = work(
    'device',
    'dev',
    'wait',
    shape.op === 'write' ? 'device-write' : 'device-read',
    `device ${shape.op === 'write' ? 'writes' : 'reads'}`,
  )
  return [
    work('vcpu', wall ? 'os' : 'host', 'work', 'doorbell', wall ? 'doorbell, no exit' : 'doorbell', {
      crosses: wall ? 'open' : undefined,
    }),
    work('link', 'dev', 'dma', 'pcie-read', 'command, fetched'),
    {
      do: 'attempt',
      steps: shape.op === 'write' ? [...through, moves, access] : [access, ...through, moves],
    },
  ]
}

/** The device's interrupt, all the way to the guest's handler. */
function interrupt(shape: Shape): Step {
  const ends: Step = work('vcpu', 'os', 'work', 'doorbell', 'doorbell, completion', { crosses: 'open' })
  const posted: readonly Step[] = [
    work('walker', 'host', 'interrupt', 'post-interrupt', 'IOMMU, posts it'),
    {
      do: 'post',
      to: 'vcpu',
      kick: [],
      wake: 'wake-vcpu',
      place: 'kvm',
      urgent: true,
      text: 'guest, if it sleeps',
    },
    work('vcpu', 'os', 'interrupt', 'guest-interrupt', 'handler, in the guest', {
      counts: 'interrupt',
      crosses: 'open',
    }),
    work('vcpu', 'os', 'work', 'none', 'EOI, without an exit', { counts: 'eoi' }),
  ]
  const injected: readonly Step[] = [
    work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host'),
    ...guestInterrupt(shape),
  ]
  // A level line stays raised until the guest is done: the host masks it, and the end of interrupt unmasks it.
  const line: readonly Step[] =
    shape.interrupt === 'intx'
      ? [
          work('vcpu', 'kvm', 'exit', 'exit-kernel', 'unmask the line', {
            counts: 'trap-write',
            crosses: 'exit',
          }),
        ]
      : []
  const how = shape.delivery === 'posted' && shape.interrupt !== 'intx' ? posted : injected
  return {
    do: 'gather',
    at: 'completion',
    wait: true,
    text: shape.interrupt,
    steps: [...how, ends, ...line],
    member: GUEST_COMPLETES,
  }
}

export const vfioPci: Datasheet = {
  id: 'vfio-pci',
  title: 'the real device, vfio-pci',
  kind: 'disk',
  about:
    'The guest drives the real device itself: no exit, no copy. What keeps its addresses apart is the IOMMU.',
  largest: 512 * 1024,
  segments: 127,
  queue: QUEUE,
  effort: 1,
  interrupts: ['msix', 'msi', 'intx'],
  direct: true,
  notModelled: ['mapping and pinning at the start', 'ATS', 'reset'],
  path: (shape) => [
    ...applicationAsks(shape),
    commandsOf(
      shape,
      { largest: shape.device.largest, segments: shape.device.segments, window: QUEUE },
      (bytes) => [hold('queue', [...command(shape, bytes, true), interrupt(shape)])],
    ),
  ],
}

/** The same device without a guest: the share that `bare-metal-share` is measured against. */
export const bareMetal: Datasheet = {
  id: 'bare-metal',
  title: 'bare metal, kernel driver',
  kind: 'disk',
  about: 'No guest at all: the host drives its own device.',
  largest: 512 * 1024,
  segments: 127,
  queue: QUEUE,
  effort: 1,
  interrupts: ['msix', 'msi', 'intx'],
  direct: true,
  notModelled: ["the host's own address mapping for DMA"],
  path: (shape) => [
    ...applicationAsks(shape),
    commandsOf(
      shape,
      { largest: shape.device.largest, segments: shape.device.segments, window: QUEUE },
      (bytes) => [
        hold('queue', [
          ...command(shape, bytes, false),
          {
            do: 'gather',
            at: 'completion',
            wait: true,
            text: 'interrupt',
            steps: [
              {
                do: 'post',
                to: 'vcpu',
                kick: [],
                wake: 'wake-polled',
                place: 'host',
                urgent: true,
                text: 'core, woken',
              },
              work('vcpu', 'host', 'interrupt', 'guest-interrupt', 'handler, in the guest', {
                counts: 'interrupt',
              }),
              work('vcpu', 'host', 'work', 'doorbell', 'doorbell, completion'),
            ],
            member: GUEST_COMPLETES,
          },
        ]),
      ],
    ),
  ],
}
