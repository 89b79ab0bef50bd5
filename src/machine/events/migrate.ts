/**
 * A guest moves to another host while it runs (pre-copy). A thread of its process sends all pages that hold something, then
 * again and again those that were written meanwhile, until what is left goes over within the time that the guest may be
 * stopped. Then its vCPUs stop until all is there. Where pages are written faster than they are sent, it never comes to that.
 *
 * A device given whole writes memory and nobody is told, and what is in it cannot be read: such a guest does not move. One
 * that leaves is taken away first, in order; at the other end, one like it is reset and given to the guest.
 *
 * Not modelled: the host that it moves to (it goes on here, on devices like those that it had), slowing a guest down that writes
 * too fast, post-copy, compression, several connections, devices that can tell what they wrote.
 */
import type { FlowParts } from '../engine/plant.ts'
import type { Migrate } from '../host/host.ts'
import type { DirtyLog } from '../memory/dirty-log.ts'
import type { Migration } from '../record/run.ts'
import { PAGE } from '../units.ts'
import type { EventRule, Scene } from './rule.ts'

/** Pages that the thread sends before it looks at the link again. */
export const PAGES_SENT = 64

export const migrate: EventRule<'migrate'> = {
  happens(event, scene) {
    const result: Migration = {
      guest: event.guest,
      at: event.at,
      state: 'unfinished',
      rounds: 0,
      bytes: 0,
      took: 0,
      downtime: 0,
    }
    scene.migrations.push(result)
    const flows = scene.flows.filter((flow) => flow.guest.id === event.guest)
    const whole = flows.filter((flow) => flow.direct && scene.workloads.plugged(flow))
    const held = whole.find((flow) => flow.device.leaves !== true)
    if (held !== undefined) {
      result.state = 'refused'
      result.reason = `${held.id} is given whole, and nobody sees what it writes and holds`
      return
    }
    const [first] = flows
    if (first?.log !== undefined) new Move(event, scene, first, first.log, result, whole).begins()
  },
}

/** One guest on its way. */
class Move {
  private readonly event: Migrate
  private readonly scene: Scene
  private readonly flow: FlowParts
  private readonly log: DirtyLog
  private readonly result: Migration
  private readonly actor: number
  /** Devices given whole that leave for it. */
  private readonly leaving: readonly FlowParts[]
  /** Pages of this round that are still to be sent. */
  private left: number
  /** When the link has sent all that was handed to it. */
  private free = 0
  private stoppedAt = -1
  /** What is in its vCPUs and in the models of its devices goes over behind its pages. */
  private stateSent = false

  constructor(
    event: Migrate,
    scene: Scene,
    flow: FlowParts,
    log: DirtyLog,
    result: Migration,
    leaving: readonly FlowParts[],
  ) {
    this.event = event
    this.scene = scene
    this.flow = flow
    this.log = log
    this.result = result
    this.leaving = leaving
    this.left = Math.ceil(event.used / PAGE)
    this.actor = scene.kernel.register({ fire: () => this.goesOn() })
  }

  /** Not before all that leaves has left: what it wrote later would be missed. */
  begins(): void {
    const { scene, leaving } = this
    let here = leaving.length
    const actor = scene.kernel.register({
      fire: () => {
        if (--here === 0) this.setsOut()
      },
    })
    for (const flow of leaving) scene.workloads.leaves(flow, actor)
    if (here === 0) this.setsOut()
  }

  private setsOut(): void {
    this.log.keep(true)
    this.result.rounds = 1
    this.goesOn()
  }

  private linkNanos(pages: number): number {
    return Math.ceil((pages * PAGE * 1e9) / this.event.bandwidth)
  }

  /** The thread hands some pages to the link, and goes on when there is room for more. */
  private sends(): void {
    const { workloads, neighbours, kernel } = this.scene
    const pages = this.left < PAGES_SENT ? 1 : PAGES_SENT
    const start = pages === 1 ? neighbours.sendingOne : neighbours.sendingMany
    workloads.lends(neighbours.threadOf(this.event), start, this.flow.index, () => {
      this.left -= pages
      this.result.bytes += pages * PAGE
      const nanos = this.linkNanos(pages)
      this.free = Math.max(this.free, kernel.now) + nanos
      // The last of a round is awaited: what is written until then counts.
      kernel.schedule(this.free - kernel.now - (this.left > 0 ? nanos : 0), this.actor, 0)
      return false
    })
  }

  private nextRound(): void {
    const { scene, log, event } = this
    if (this.linkNanos(log.count) <= event.downtime) {
      this.stoppedAt = scene.kernel.now
      for (const vcpu of this.flow.vcpus) scene.cores.parks(vcpu)
    }
    this.left = log.sweep()
    this.result.rounds++
    this.goesOn()
  }

  private goesOn(): void {
    if (this.left > 0) this.sends()
    else if (this.stoppedAt < 0) this.nextRound()
    else if (this.stateSent) this.arrived()
    else {
      this.stateSent = true
      this.scene.kernel.schedule(this.scene.stateNanos, this.actor, 0)
    }
  }

  private arrived(): void {
    const { result, scene } = this
    const { now } = scene.kernel
    this.log.keep(false)
    result.state = 'done'
    result.downtime = now - this.stoppedAt
    result.took = now - this.event.at
    for (const vcpu of this.flow.vcpus) scene.cores.unparks(vcpu)
    const { kernel, workloads, flows } = scene
    const actor = kernel.register({ fire: (index) => workloads.plugs(flows[index]) })
    for (const { reset, index } of this.leaving) kernel.schedule(reset, actor, index)
  }
}
