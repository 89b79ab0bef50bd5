/** A driver's mistake: the first request from a time on carries an address of its own, once. */
import { type EventRule, flowNamed } from './rule.ts'

export const strayDma: EventRule<'stray-dma'> = {
  prepares: (event, scene) => scene.dma.strays(flowNamed(scene, event), event),
}
