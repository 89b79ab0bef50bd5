/** Which core takes a device's interrupts: each queue's own, the device's, or wherever its vCPU last ran. */
import type { Guest, Host, VirtualDevice } from '../host/host.ts'
import { queueCount } from './queues.ts'

/** By queue, or one for all. A daemon that spreads interrupts gives each device a core; within a run it does not change its mind. */
export function interruptCores(host: Host, guest: Guest, device: VirtualDevice, index: number): Int32Array {
  const { irqCores, irqCore, interrupt } = device
  if (irqCores.length > 0) {
    // With one interrupt for all there is one core for all.
    const queues = interrupt === 'msix' ? queueCount(device, guest.vcpus) : 1
    return Int32Array.from({ length: queues }, (_, queue) => irqCores[queue % irqCores.length])
  }
  return Int32Array.of(host.irqBalance && irqCore < 0 ? index % host.cores : irqCore)
}
