/**
 * virtio-blk: a disk made for guests. Requests lie in a ring in guest memory; a doorbell is rung only where the other
 * side sleeps, and an interrupt takes along whatever is done by then.
 *
 * One command at rest: one doorbell (ioeventfd: the host kernel handles the exit), one MSI-X interrupt without a
 * register; INTx adds one read of the interrupt status. 254 data segments a command. Backend: the VMM's main loop, one
 * thread for all of the guest's devices. Data goes straight between guest memory and host file.
 *
 * Not modelled: iothreads, vhost, several queues, packed rings, legacy register layout.
 */
import { virtioRing } from './virtio-ring.ts'

export const virtioBlk = virtioRing({
  id: 'virtio-blk',
  title: 'virtio-blk, main loop',
  about:
    'A ring in shared memory instead of registers. The doorbell is an exit only where the other side sleeps.',
  segments: 254,
  queue: 256,
  effort: 2,
  notModelled: ['iothreads, vhost, several queues', 'packed rings'],
})
