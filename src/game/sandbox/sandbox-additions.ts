/** What can be added to a sandbox, in the order in which a menu lists it. */
import { DEVICE_MODELS } from '../../machine/index.ts'
import { en } from '../../text/index.ts'
import { addDevice, addGoal, addGuest, addShown, type Sandbox } from './sandbox.ts'
import { goalMetrics } from './sandbox-fields.ts'

export interface Addition {
  readonly label: string
  make(): Sandbox
}

/** A guest, what a guest may be shown, every real device that there is a model of, and a goal. */
export function sandboxAdditions(sandbox: Sandbox): readonly Addition[] {
  const { guests, devices } = sandbox.host
  const shown = guests.flatMap(({ id }) =>
    Object.keys(devices).map((backing) => ({
      label: en.sandbox.addShown(id, backing),
      make: () => addShown(sandbox, id, backing),
    })),
  )
  const real = DEVICE_MODELS.map((model) => ({
    label: en.sandbox.addDevice(model),
    make: () => addDevice(sandbox, model),
  }))
  const goal = { label: en.sandbox.addGoal, make: () => addGoal(sandbox, goalMetrics(sandbox.host)[0]) }
  return [{ label: en.sandbox.addGuest, make: () => addGuest(sandbox) }, ...shown, ...real, goal]
}
