/** Threads of a guest: its virtual CPUs, or the CPUs of a host without one, the loop of its VMM, and the thread for its files. */
import { hostCosts } from '../costs/pace.ts'
import type { Thread } from '../cpu/thread.ts'
import type { Guest } from '../host/host.ts'
import { polls } from './queues.ts'
import type { Wiring } from './wiring.ts'

/** Processors count pauses from this era on. */
const FIRST_PLE = '2010-13'

export function guestThreads(wiring: Wiring, guest: Guest): { vcpus: Thread[]; vmm: Thread; worker: Thread } {
  const native =
    guest.devices.length > 0 && guest.devices.every((device) => device.controller === 'bare-metal')
  const vcpus = Array.from({ length: guest.vcpus }, (_, index) =>
    wiring.thread(native ? `${guest.id} CPU ${index}` : `${guest.id} vCPU ${index}`, {
      guest: !native,
      system: true,
      owner: guest.id,
      pin: guest.pin < 0 ? -1 : (guest.pin + index * guest.pinStep) % wiring.host.cores,
      poll: guest.haltPoll,
      spins: guest.devices.some(polls),
      pleWindow:
        native || !guest.ple || wiring.host.era < FIRST_PLE
          ? 0
          : hostCosts(wiring.host, wiring.options.factors)('ple-window', 0),
    }),
  )
  const vmm = wiring.thread(`${guest.id} VMM loop`, {
    guest: false,
    system: false,
    owner: guest.id,
    pin: guest.vmmPin,
    poll: 0,
  })
  const worker = wiring.thread(`${guest.id} file thread`, {
    guest: false,
    system: false,
    owner: guest.id,
    pin: guest.vmmPin,
    poll: 0,
  })
  return { vcpus, vmm, worker }
}
