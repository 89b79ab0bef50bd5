/**
 * Events of a run: what happens to the machine at a time, beside the work of its guests. An event changes tables or does
 * one access; whether that is a violation is found by asking the tables, as for everything else.
 *
 * One file a kind, one line in the list; its type in host/host.ts, what cannot be in host/event-problems.ts.
 */
import type { HostEvent } from '../host/host.ts'
import { isPlayed } from './acts.ts'
import { burst } from './burst.ts'
import { exploit } from './exploit.ts'
import { forgedMsi } from './forged-msi.ts'
import { hostileDma } from './hostile-dma.ts'
import { migrate } from './migrate.ts'
import { noisy } from './noisy.ts'
import { peerWrite } from './peer-write.ts'
import { hotplug, hotUnplug } from './plug.ts'
import { powerCut } from './power-cut.ts'
import { resetFailure } from './reset-failure.ts'
import type { EventRule, Scene } from './rule.ts'
import { spoof } from './spoof.ts'
import { strayDma } from './stray-dma.ts'

const RULES: { readonly [Kind in HostEvent['kind']]: EventRule<Kind> } = {
  'power-cut': powerCut,
  burst,
  noisy,
  'hot-unplug': hotUnplug,
  hotplug,
  exploit,
  'stray-dma': strayDma,
  'hostile-dma': hostileDma,
  'forged-msi': forgedMsi,
  'peer-write': peerWrite,
  spoof,
  'reset-failure': resetFailure,
  migrate,
}

function ruleOf(event: HostEvent): EventRule<HostEvent['kind']> {
  return RULES[event.kind] as EventRule<HostEvent['kind']>
}

/** Lets every event of the host come at its time; call before the workloads begin. */
export function scheduleEvents(scene: Scene): void {
  const { kernel, host } = scene
  const events = host.events.filter((event) => !isPlayed(host, event)).sort((one, other) => one.at - other.at)
  const actor = kernel.register({ fire: (index) => ruleOf(events[index]).happens?.(events[index], scene) })
  for (const [index, event] of events.entries()) {
    const rule = ruleOf(event)
    rule.prepares?.(event, scene)
    if (rule.happens !== undefined) kernel.schedule(event.at, actor, index)
  }
}
