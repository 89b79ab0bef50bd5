/**
 * A storm on an interrupt line. VFIO holds a line back by the device's own bit until the guest has answered. Where that bit
 * does nothing, the line stays raised, and the core that takes it is interrupted again at once, until the guest's driver has
 * answered: for ever, where the guest needs this core. Nobody on the line wants these interrupts. Linux counts: when more than
 * 99,900 of 100,000 were unwanted, it says "nobody cared" and gives the line up. From then on it asks the handlers of a shared
 * line every tenth of a second, and those of a line with one device never (kernel/irq/spurious.c).
 *
 * Not modelled: what a core does between two such interrupts (next to nothing), and the boot option irqpoll, which also
 * asks the handlers of all other lines at each.
 */

import { work } from '../controllers/parts.ts'
import type { Cores } from '../cpu/cores.ts'
import type { Thread } from '../cpu/thread.ts'
import type { Host, VirtualDevice } from '../host/host.ts'
import type { Step } from '../path/itinerary.ts'
import type { InterruptLine } from '../record/run.ts'
import { interruptsByLine, lineOf, sharersOf } from '../topology/lines.ts'
import type { Gate } from './gate.ts'
import type { Machine } from './interpret.ts'
import type { FlowParts } from './plant.ts'
import type { Wiring } from './wiring.ts'
import type { Workloads } from './workload.ts'

const COUNTED = 100_000
const UNWANTED = 99_900
/** One that is alone for so long begins the count anew; and so often a line that was given up is asked. */
const TENTH: number = 100_000_000

/** A device whose line nothing holds back, given to a guest. */
function storms(host: Host, device: VirtualDevice): boolean {
  return (
    device.controller === 'vfio-pci' &&
    device.interrupt === 'intx' &&
    host.devices[device.backing]?.lineMask === 'broken'
  )
}

/** Lines that can storm, and one of the devices that can make them, by number. */
export function stormyLines(host: Host): ReadonlyMap<number, VirtualDevice> {
  const lines = new Map<number, VirtualDevice>()
  for (const { devices } of host.guests)
    for (const device of devices) if (storms(host, device)) lines.set(lineOf(host, device.backing), device)
  return lines
}

/** One interrupt that nobody wants: the others on the line are asked; its own handler knows that it waits for its guest. */
export function unwanted(host: Host, { backing }: VirtualDevice): readonly Step[] {
  const others = sharersOf(host, backing)
  const asks = work('core', 'host', 'interrupt', 'pcie-read', 'others on the line, asked', { times: others })
  const taken = work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt that nobody wants')
  return others === 0 ? [taken] : [taken, asks]
}

export interface StormParts {
  readonly machine: Machine
  readonly workloads: Workloads
  readonly cores: Cores
  /** Stands where the line is taken; it never works itself. */
  readonly thread: Thread
  /** Where the steps of `unwanted` begin. */
  readonly start: number
}

export class Storm {
  readonly result: InterruptLine
  private readonly parts: StormParts
  private readonly gates: Gate[] = []
  private readonly flows: FlowParts[] = []
  private readonly broken = new Set<Gate>()
  /** Devices that hold the line up. */
  private raised = 0
  private raging = false
  private raiser = 0
  private counted = 0
  private unwanted = 0
  private last = -TENTH
  private readonly ragesActor: number
  private readonly asksActor: number

  constructor(line: number, parts: StormParts) {
    this.result = { line, devices: [], interrupts: 0, unwanted: 0, givenUp: -1 }
    this.parts = parts
    const { kernel } = parts.machine
    this.ragesActor = kernel.register({ fire: () => this.rages() })
    this.asksActor = kernel.register({ fire: () => this.asksHandlers() })
  }

  /** A device that interrupts by this line. */
  joins(flow: FlowParts, host: Host): void {
    this.flows.push(flow)
    this.result.devices.push(flow.device.backing)
    for (const gate of flow.completion) {
      gate.line = this
      this.gates.push(gate)
      if (storms(host, flow.device)) this.broken.add(gate)
    }
  }

  /** An interrupt that somebody wants goes to a vCPU. */
  begins(gate: Gate, flow: FlowParts, vcpu: Thread): void {
    if (this.result.givenUp >= 0) return
    this.notes(true)
    if (!this.broken.has(gate)) return
    this.raised++
    if (this.raging) return
    this.raging = true
    this.raiser = flow.index
    const [irqCore] = flow.irqCores
    this.parts.thread.core = irqCore >= 0 ? irqCore : vcpu.core
    // Behind the interrupt itself.
    this.parts.machine.kernel.schedule(0, this.ragesActor, 0)
  }

  /** The guest has answered its device. */
  ends(gate: Gate): void {
    if (this.broken.has(gate) && this.raised > 0) this.raised--
  }

  private rages(): void {
    const { workloads, thread, start } = this.parts
    workloads.lends(thread.id, start, this.raiser, () => this.again())
  }

  private again(): boolean {
    this.notes(false)
    this.raging = this.raised > 0 && this.result.givenUp < 0
    return this.raging
  }

  private notes(wanted: boolean): void {
    const { now } = this.parts.machine.kernel
    this.result.interrupts++
    if (!wanted) {
      this.result.unwanted++
      this.unwanted = now > this.last + TENTH ? 1 : this.unwanted + 1
      this.last = now
    }
    if (++this.counted < COUNTED) return
    this.counted = 0
    if (this.unwanted > UNWANTED) this.givesUp(now)
    this.unwanted = 0
  }

  private givesUp(now: number): void {
    this.result.givenUp = now
    this.raised = 0
    for (const gate of this.gates) gate.silent = true
    if (this.flows.length > 1) this.parts.machine.kernel.schedule(TENTH, this.asksActor, 0)
  }

  private asksHandlers(): void {
    const { machine } = this.parts
    for (const gate of this.gates)
      if (!gate.underway && gate.first >= 0) machine.advance(machine.begins(gate, gate.first))
    machine.kernel.schedule(TENTH, this.asksActor, 0)
  }
}

/** Threads that stand for lines; before the machine is connected. */
export function stormThreads(wiring: Wiring): readonly Thread[] {
  return [...stormyLines(wiring.host).keys()].map((line) =>
    wiring.thread(`line ${line}`, { guest: false, system: false, owner: 'host', pin: -1, poll: 0 }),
  )
}

/** All lines that can storm, with everybody on them. */
export function stormsOf(
  host: Host,
  flows: readonly FlowParts[],
  parts: (index: number) => StormParts,
): readonly Storm[] {
  return [...stormyLines(host).keys()].map((line, index) => {
    const storm = new Storm(line, parts(index))
    for (const flow of flows) {
      const { device } = flow
      if (interruptsByLine(device) && lineOf(host, device.backing) === line) storm.joins(flow, host)
    }
    return storm
  })
}
