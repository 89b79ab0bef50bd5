/** Which devices are with their guests now, which work in the place of others, and what is still under way where one has left. */
import type { Kernel } from '../../sim/kernel.ts'
import { AWAY, PLUGGED, SNATCHED } from './demand.ts'
import type { FlowParts } from './plant.ts'

export class Presence {
  private readonly kernel: Kernel
  private readonly flows: readonly FlowParts[]
  /** By flow: 0 plugged in, 1 taken away or not there yet, 2 taken away without asking. */
  private readonly states: Uint8Array
  /** Of each flow: requests that wait for an answer. */
  private readonly asked: Int32Array
  /** By flow: who waits until there are none; -1 nobody. */
  private readonly awaited: Int32Array

  constructor(kernel: Kernel, flows: readonly FlowParts[]) {
    this.kernel = kernel
    this.flows = flows
    // Who stands by is not needed at first.
    this.states = Uint8Array.from(flows, ({ device }) => (device.standby === undefined ? PLUGGED : AWAY))
    this.asked = new Int32Array(flows.length)
    this.awaited = new Int32Array(flows.length).fill(-1)
  }

  plugged(flow: number): boolean {
    return this.states[flow] === PLUGGED
  }

  snatched(flow: number): boolean {
    return this.states[flow] === SNATCHED
  }

  /** It is taken away. @returns those that work from now on, since they stood by for it */
  takes(flow: number, surprise: boolean): readonly FlowParts[] {
    this.states[flow] = surprise ? SNATCHED : AWAY
    const others = this.standbysOf(this.flows[flow])
    for (const { index } of others) this.states[index] = PLUGGED
    return others
  }

  /** It is there, and who stood by for it is asked no more. */
  gives(flow: FlowParts): void {
    for (const { index } of this.standbysOf(flow)) this.states[index] = AWAY
    this.states[flow.index] = PLUGGED
  }

  private standbysOf({ guest, device }: FlowParts): readonly FlowParts[] {
    return this.flows.filter((one) => one.guest.id === guest.id && one.device.standby === device.id)
  }

  asks(flow: number): void {
    this.asked[flow]++
  }

  answers(flow: number): void {
    if (--this.asked[flow] === 0 && this.awaited[flow] >= 0) this.tells(flow, this.awaited[flow])
  }

  /** @param actor fires once all that is under way is answered */
  awaits(flow: number, actor: number): void {
    if (this.asked[flow] === 0) this.tells(flow, actor)
    else this.awaited[flow] = actor
  }

  private tells(flow: number, actor: number): void {
    this.kernel.schedule(0, actor, flow)
    this.awaited[flow] = -1
  }
}
