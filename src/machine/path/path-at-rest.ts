/** The path of a flow without a simulation: what a request alone would go through on this host. */
import { datasheet } from '../controllers/index.ts'
import { deviceCard } from '../hardware/devices.ts'
import type { Host } from '../host/host.ts'
import { alone } from './alone.ts'
import { flowCosts, pathOf, shapeOf } from './flow-sheet.ts'
import type { Row } from './itinerary.ts'
import { Kinds } from './kinds.ts'
import { atRest } from './rest.ts'

/** Rows of a flow (`files.disk`), of its first kind of request. None for a flow that the host lacks. The host has no problems. */
export function pathAtRest(host: Host, flow: string): readonly Row[] {
  for (const guest of host.guests)
    for (const device of guest.devices) {
      if (`${guest.id}.${device.id}` !== flow) continue
      const card = deviceCard(host.devices[device.backing].model)
      const [kind] = new Kinds(device.workload).all
      const steps = pathOf(datasheet(device.controller), shapeOf(host, device, card, kind))
      return alone(steps, flowCosts(host, device, card), atRest(host, guest, device)).rows
    }
  return []
}
