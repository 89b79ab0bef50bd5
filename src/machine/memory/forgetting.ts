/** Timers of mappings that were taken back and that a unit may still remember: when they come by, it is made to forget. */
import type { Kernel } from '../../sim/kernel.ts'
import type { FlowParts } from '../engine/plant.ts'
import type { Host } from '../host/host.ts'
import { lazyTimer } from '../iommu/lazy-timer.ts'
import type { Mappings } from '../iommu/mappings.ts'
import type { Recorder } from '../record/recorder.ts'

export class Forgetting {
  private readonly kernel: Kernel
  private readonly recorder: Recorder
  private readonly era: Host['era']
  private readonly actor: number
  /** Flows whose timer runs. */
  private readonly running = new Map<number, FlowParts>()

  constructor(kernel: Kernel, recorder: Recorder, era: Host['era']) {
    this.kernel = kernel
    this.recorder = recorder
    this.era = era
    this.actor = kernel.register({ fire: (flow) => this.comesBy(flow) })
  }

  /** Something of this flow waits: a timer runs, one at a time. */
  starts(flow: FlowParts, mappings: Mappings): void {
    if (mappings.waiting === 0 || this.running.has(flow.index)) return
    this.running.set(flow.index, flow)
    const { now } = this.kernel
    this.kernel.schedule(lazyTimer(now, this.era) - now, this.actor, flow.index)
  }

  /** Whatever waits by now is invalidated. */
  private comesBy(index: number): void {
    const flow = this.running.get(index) as FlowParts
    const { mappings } = flow
    this.running.delete(index)
    if (mappings === undefined || mappings.waiting === 0) return
    if (mappings.forgets(this.kernel.now)) this.recorder.flows[index].invalidations += mappings.told
    this.starts(flow, mappings)
  }
}
