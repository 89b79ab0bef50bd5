/**
 * virtio-scsi: SCSI commands through the same ring as virtio-blk. One command at rest: one doorbell, one interrupt
 * without a register. 254 elements a command, 128 a disk.
 *
 * Not modelled: as virtio-blk; and several disks behind one adapter.
 */
import { virtioRing } from './virtio-ring.ts'

export const virtioScsi = virtioRing({
  id: 'virtio-scsi',
  title: 'virtio-scsi, main loop',
  about: 'The ring of virtio with SCSI commands in it: more kinds of disks, a little more work a command.',
  segments: 254,
  queue: 128,
  effort: 3,
  notModelled: ['iothreads, vhost, several queues', 'several disks behind one adapter'],
})
