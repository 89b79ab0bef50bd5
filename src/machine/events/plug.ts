/**
 * A device comes and goes while its guest runs. Taken in order, what is under way is answered first; without asking, it
 * fails. One that is given whole is reset before it is handed over; where it cannot be, it comes with what the guest before
 * has left in it.
 */
import type { FlowParts } from '../engine/plant.ts'
import type { Hotplug } from '../host/host.ts'
import { holderBefore } from '../problems/handover.ts'
import { type EventRule, flowNamed, type Scene } from './rule.ts'

export const hotUnplug: EventRule<'hot-unplug'> = {
  happens(event, scene) {
    scene.workloads.unplugs(flowNamed(scene, event).index, event.surprise)
  },
}

export const hotplug: EventRule<'hotplug'> = {
  prepares(event, scene) {
    const flow = flowNamed(scene, event)
    scene.workloads.unplugs(flow.index, false)
    if (!flow.direct) return
    const { kernel, workloads } = scene
    const actor = kernel.register({ fire: () => workloads.plugs(flow) })
    kernel.schedule(event.at + flow.reset, actor, 0)
  },
  happens(event, scene) {
    const flow = flowNamed(scene, event)
    if (flow.direct) handsOver(event, flow, scene)
    else scene.workloads.plugs(flow)
  },
}

function handsOver(event: Hotplug, flow: FlowParts, scene: Scene): void {
  const { backing } = flow.device
  const before = holderBefore(scene.host, backing, event.at)
  if (before === undefined || before === flow.guest.id) return
  if (scene.host.devices[backing].resets !== false) return
  scene.dma.note(flow, -1, {
    kind: 'dirty-device',
    victim: before,
    address: 0,
    landed: -1,
    meant: -1,
    bytes: 0,
    write: false,
  })
}
