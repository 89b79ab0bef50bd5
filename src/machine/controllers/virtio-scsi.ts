/**
 * virtio-scsi: SCSI commands through the same ring as virtio-blk. One command at rest: one doorbell, one interrupt
 * without a register. 254 elements a command, 128 a disk.
 *
 * Not modelled: as virtio-blk; several disks behind one adapter.
 */
import { virtioRing } from './virtio-ring.ts'

export const virtioScsi = virtioRing({
  id: 'virtio-scsi',
  title: 'virtio-scsi',
  about: 'The ring of virtio with SCSI commands in it: more kinds of disks, a little more work a command.',
  segments: 254,
  queue: 128,
  effort: 3,
  backends: ['loop', 'iothread', 'vhost', 'vhost-user', 'nvme-user'],
  notModelled: ['legacy register layout', 'several disks behind one adapter'],
})
