/**
 * virtio-blk: a disk made for guests. Requests lie in a ring in guest memory; a doorbell is rung only where the other
 * side sleeps, and an interrupt takes along whatever is done by then.
 *
 * One command at rest: one doorbell (ioeventfd: the host kernel handles the exit), one MSI-X interrupt without a
 * register; INTx adds one read of the interrupt status, and virtio-mmio an acknowledgement. 254 data segments a command.
 * Data goes straight between guest memory and host file, or the device, whoever the backend is.
 *
 * Not modelled: legacy register layout; vhost-blk with a file behind it instead of a block device.
 */
import { virtioRing } from './virtio-ring.ts'

export const virtioBlk = virtioRing({
  id: 'virtio-blk',
  title: 'virtio-blk',
  about:
    'A ring in shared memory instead of registers. The doorbell is an exit only where the other side sleeps.',
  segments: 254,
  queue: 256,
  effort: 2,
  backends: ['loop', 'iothread', 'vhost', 'vhost-user', 'serial', 'nvme-user'],
  notModelled: ['legacy register layout', 'vhost-blk on a file'],
})
