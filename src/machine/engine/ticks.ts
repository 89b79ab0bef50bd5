/**
 * The clocks of guests. Each vCPU has its own; they do not tick at the same moment. What a system does when it has nothing to
 * do depends on its age: it ticks on, it stops its tick each time that it halts (Linux from 2.6.21 on), or only when a
 * tick finds that it has slept for long (from 4.17 on). Who stopped the tick sets it again when it wakes.
 *
 * Not modelled: other timers of the guest.
 */
import type { Kernel } from '../../sim/kernel.ts'
import { NATIVE_TICK, STOPS_TICK, tick } from '../controllers/tick.ts'
import type { Thread, Watch } from '../cpu/thread.ts'
import { clockOf } from '../hardware/drivers.ts'
import type { Guest, Host } from '../host/host.ts'
import type { Step } from '../path/itinerary.ts'
import { EXIT_REASONS } from '../record/run.ts'
import type { Nanos } from '../units.ts'
import type { FlowParts } from './plant.ts'
import type { Workloads } from './workload.ts'

const SETS_TIMER = EXIT_REASONS.indexOf('irqchip')

/** Guests with a clock. */
export function tickingGuests({ guests }: Host): readonly Guest[] {
  return guests.filter((guest) => guest.tick > 0 && guest.devices.length > 0)
}

function isNative({ devices }: Guest): boolean {
  return devices.every(({ controller }) => controller === 'bare-metal')
}

/** Two lists for each guest with a clock, in their order: its tick, and what stops it. */
export function tickLists(host: Host): readonly (readonly Step[])[] {
  return tickingGuests(host).flatMap((guest) => [
    isNative(guest) ? NATIVE_TICK : tick(host, clockOf(guest.os)),
    STOPS_TICK,
  ])
}

export interface TickParts {
  readonly kernel: Kernel
  readonly workloads: Workloads
  readonly flows: readonly FlowParts[]
  /** Where the lists begin. */
  readonly entries: Int32Array
  /** Index of the first of them. */
  readonly first: number
  /** What it takes a guest to set its timer. */
  readonly setting: Nanos
  /** A guest sets its timer: an exit of this flow. */
  exits(flow: number, reason: number): void
}

/** Every guest's clock ticks from now on. */
export function startTicks(host: Host, parts: TickParts): void {
  for (const [number, guest] of tickingGuests(host).entries()) {
    const flow = parts.flows.find((one) => one.guest === guest)
    if (flow === undefined || !flow.boots) continue
    const lists = parts.first + 2 * number
    const every = Math.round(1e9 / guest.tick)
    for (const [index, thread] of flow.vcpus.entries()) {
      const clock = new GuestClock(guest, thread, flow.index, parts, lists, every)
      clock.starts(Math.round((every * (index + 1)) / flow.vcpus.length))
    }
  }
}

/** Of one vCPU. */
class GuestClock implements Watch {
  private readonly thread: Thread
  private readonly flow: number
  private readonly parts: TickParts
  private readonly lists: number
  private readonly every: Nanos
  private readonly idle: 'ticks' | 'stops' | 'stops-later'
  private readonly native: boolean
  private readonly actor: number
  /** A tick that the guest has not taken yet: the next ones are lost in it. */
  private pending = false
  /** A tick has found it halted for half a period or more. */
  private slept = false
  private state: 'ticks' | 'stopping' | 'stopped' = 'ticks'

  constructor(guest: Guest, thread: Thread, flow: number, parts: TickParts, lists: number, every: Nanos) {
    this.thread = thread
    this.flow = flow
    this.parts = parts
    this.lists = lists
    this.every = every
    this.idle = clockOf(guest.os).idle
    this.native = isNative(guest)
    this.actor = parts.kernel.register({ fire: () => this.fires() })
    if (this.idle !== 'ticks') thread.timers.push(this)
  }

  starts(first: Nanos): void {
    this.parts.kernel.schedule(first, this.actor, 0)
  }

  private fires(): void {
    this.parts.kernel.schedule(this.every, this.actor, 0)
    const { thread } = this
    if (this.pending || thread.state === 'parked') return
    if (thread.asleep) {
      if (this.state === 'stopped') return
      this.slept = 2 * (this.parts.kernel.now - thread.idleSince) >= this.every
    }
    this.pending = true
    this.lends(this.lists, () => {
      this.pending = false
    })
  }

  private lends(list: number, done: () => void): void {
    const { workloads, entries } = this.parts
    workloads.lends(this.thread.id, entries[list], this.flow, () => {
      done()
      return false
    })
  }

  /** The vCPU is about to halt. */
  looks(): void {
    if (this.state === 'stopping') {
      this.state = 'stopped'
      // When it wakes it sets its tick again before all else.
      this.thread.debt += this.parts.setting
      this.parts.exits(this.flow, SETS_TIMER)
      return
    }
    this.state = 'ticks'
    if (this.idle === 'stops-later' && !this.slept) return
    this.slept = false
    // A kernel without a host below it writes a register of its own core.
    if (this.native) {
      this.state = 'stopped'
      return
    }
    this.state = 'stopping'
    this.lends(this.lists + 1, () => {})
  }
}
