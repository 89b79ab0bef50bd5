/** Which core takes a device's interrupts: each queue's own, the device's, or wherever its vCPU last ran. */
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { queueCount } from './queues.ts'

/**
 * By queue, or one for all. A daemon that spreads interrupts has the last word: it gives each of them a core, the first to the
 * first device's first queue, and whoever chose cores by hand is overruled. Within a run it does not change its mind.
 */
export function interruptCores(host: Host, guest: Guest, device: VirtualDevice, index: number): Int32Array {
  const { irqCores, irqCore, interrupt } = device
  // With one interrupt for all there is one core for all.
  const queues = interrupt === 'msix' ? queueCount(device, guest.vcpus) : 1
  if (host.irqBalance) return Int32Array.from({ length: queues }, (_, queue) => (index + queue) % host.cores)
  if (irqCores.length === 0) return Int32Array.of(irqCore)
  return Int32Array.from({ length: queues }, (_, queue) => irqCores[queue % irqCores.length])
}
