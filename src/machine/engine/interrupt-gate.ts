/** Where completions wait for an interrupt: for company, because their driver says so, or because the card has just raised one. */
import { adaptable, datasheet } from '../controllers/index.ts'
import type { CostSheet } from '../costs/costs.ts'
import type { VirtualDevice } from '../host/host.ts'
import type { Gate } from './gate.ts'
import { Moderation } from './moderation.ts'

/** @param gate waits as the host says; changed here */
export function interruptGate(gate: Gate, device: VirtualDevice, cost: CostSheet): Gate {
  const { throttle, echoes } = datasheet(device.controller)
  // Its timer is the VMM's, which fires a little late.
  if (throttle !== undefined) gate.quiet = cost(throttle, 0) + cost('timer-slack', 0)
  gate.echoes = echoes === true
  if (!device.adaptive || !adaptable(device)) return gate
  gate.moderation = new Moderation(device.workload.op)
  gate.wait = gate.moderation.wait
  gate.frames = gate.moderation.frames
  return gate
}
