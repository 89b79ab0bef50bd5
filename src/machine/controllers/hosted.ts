/**
 * The same path as a hosted VMM of 2001 plays it (Sugerman, Venkitachalam, Lim, USENIX 2001). A datasheet says what a driver
 * does to its controller; who answers is the VMM's business, so this is a reading of the list, not another list.
 *
 * The guest runs in the VMM's world, its kernel by binary translation (slower: flow-sheet.ts). A register that the process
 * (VMApp) plays is in the host's world: each access is a world switch, there and back. Registers that only hold a number stay
 * in the VMM, as does the interrupt controller. VMApp is the process that runs the guest: one thread, no loop of its own.
 * An interrupt of the real machine finds the VMM's world, and is a world switch, too.
 *
 * Its knobs are the paper's three steps: ports of the card that do not transmit are answered in the VMM; packets are
 * held back while an interrupt is awaited, whose switch takes them along, or until three are there; VMApp learns of packets in
 * shared memory instead of asking by select().
 *
 * Not modelled: a card that sends and receives is two cards, whose interrupts do not share a handler; mouse, keyboard and timer; the shadow of the guest's page tables; the VMM's cache of translated code.
 */
import type { ControllerId } from '../host/host.ts'
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { callsVcpu, ofPackets, work } from './parts.ts'

/** Controllers of its time, and the bare machine beside it. */
export const HOSTED_PLAYS: readonly ControllerId[] = [
  ...(['ide-pio', 'ide-dma', 'buslogic', 'lsi53c810', 'am53c974', 'dc390', 'floppy'] as const),
  ...(['ne2k_pci', 'pcnet', 'tulip', 'rtl8139', 'bare-metal'] as const),
]

type Work = Extract<Step, { do: 'work' }>

/** Accesses to the two 8259s for one interrupt, by Linux' i8259.c: the mask read and written, two ends, the mask again. */
const PIC_ACCESSES = 5

/** VMApp takes the CPU: woken where it sleeps in the host; where the guest runs, its world is left. */
const TO_VMAPP: readonly Step[] = [
  callsVcpu('vmm', 'VMApp, woken'),
  work('vcpu', 'vmm', 'exit', 'world-switch', 'world switch, if the guest runs', {
    times: { answer: 'awake' },
    counts: 'world-switch',
    crosses: 'exit',
  }),
]

class Reading {
  private readonly shape: Shape
  private readonly vmm: NonNullable<Shape['hosted']>
  /** The request has left the process: somebody has to tell VMApp. */
  private away = false

  constructor(shape: Shape, vmm: NonNullable<Shape['hosted']>) {
    this.shape = shape
    this.vmm = vmm
  }

  private get nic(): boolean {
    return ofPackets(this.shape)
  }

  list(steps: readonly Step[]): readonly Step[] {
    const read: Step[] = []
    for (let index = 0; index < steps.length; index++) {
      const step = steps[index]
      if (this.heldBack(step)) {
        const end = steps.findIndex((one, at) => at > index && one.do === 'post')
        read.push(...this.together(step, this.list(steps.slice(index + 1, end))))
        index = end - 1
      } else read.push(...this.step(step, steps[index + 1]))
    }
    return read
  }

  private step(step: Step, following: Step | undefined): readonly Step[] {
    switch (step.do) {
      case 'work':
        return this.work(step, following)
      case 'post':
        return this.post(step)
      case 'hold':
        return this.hold(step)
      case 'attempt':
        return [{ ...step, steps: this.list(step.steps) }]
      case 'each':
        return [{ ...step, commands: step.commands.map((one) => ({ ...one, steps: this.list(one.steps) })) }]
      case 'gather':
        return [this.gather(step)]
      case 'ask':
      case 'return':
        return [step]
    }
  }

  /** The card gives the descriptor back as soon as the host has the packet; the real one sends it later. */
  private hold(step: Extract<Step, { do: 'hold' }>): readonly Step[] {
    const wire = step.steps.find((one) => one.do === 'work' && one.on === 'link')
    if (this.shape.op !== 'tx' || wire?.do !== 'work') return [{ ...step, steps: this.list(step.steps) }]
    const held = this.list(step.steps.filter((one) => one !== wire))
    return [{ ...step, steps: held }, ...this.sent(wire)]
  }

  private gather(step: Extract<Step, { do: 'gather' }>): Step {
    const { away } = this
    const steps = this.list(step.steps)
    if (!step.wait) this.away = away
    return { ...step, steps, member: this.list(step.member) }
  }

  private post(step: Extract<Step, { do: 'post' }>): readonly Step[] {
    if (step.to === 'worker') this.away = true
    if (step.to !== 'vmm') return [step]
    if (!this.away) return []
    this.away = false
    if (this.vmm.irqNotify === 'shared') return TO_VMAPP
    return [...TO_VMAPP, work('vcpu', 'vmm', 'work', 'vmapp-select', 'select(), what is there?')]
  }

  private work(step: Work, following: Step | undefined): readonly Step[] {
    if (step.on !== 'vcpu' && step.on !== 'vmm') {
      this.away = true
      return [step]
    }
    const mine: Work = { ...step, on: 'vcpu' }
    switch (step.counts) {
      case 'trap-read':
      case 'trap-write':
        return [this.access(mine)]
      case 'string':
        return [{ ...worldSwitch(mine), times: this.strings(following) }]
      case 'interrupt-exit':
        return [worldSwitch(mine)]
      case 'eoi':
        return [PIC]
      case 'irqchip':
        return [{ ...mine, cost: 'vmm-pic' }]
      default:
        return this.model(mine)
    }
  }

  /** An access stays in the VMM where that knows the answer. */
  private access(step: Work): Step {
    const stays = step.port === 'index' || (step.port === 'status' && this.vmm.lancePorts === 'vmm')
    if (!stays) return worldSwitch(step)
    return { ...step, place: 'kvm', cost: step.port === 'index' ? 'vmm-index' : 'vmm-port' }
  }

  /** The translator calls out once for a string instruction, whatever it moves. */
  private strings(following: Step | undefined): number {
    const bytes = following?.do === 'work' ? (following.bytes ?? 1) : 1
    return this.nic ? 1 : Math.ceil(bytes / this.shape.habits.portString)
  }

  /** What the process does: its loop and its notice are part of the switch, and it hands guest memory itself to the host. */
  private model(step: Work): readonly Step[] {
    if (step.cost === 'vmm-dispatch' || step.cost === 'vmm-inject') return []
    if (step.cost === 'tap-write' || step.cost === 'tap-read') return [{ ...step, cost: 'vmnet' }]
    if (!this.nic) return [step]
    if (step.cost === 'adapter-model') return [{ ...step, cost: 'lance-model' }]
    return step.cost === 'copy-cold' ? [] : [step]
  }

  /** The real card sends the packet, and says so. */
  private sent(step: Work): readonly Step[] {
    const interrupt = work('core', 'host', 'interrupt', 'host-interrupt', 'interrupt, to the host')
    return this.vmm.sendCombining ? [step, interrupt, { do: 'return', to: 'send' }] : [step, interrupt]
  }

  private heldBack(step: Step): step is Work {
    return this.vmm.sendCombining && step.do === 'work' && step.port === 'start' && this.shape.op === 'tx'
  }

  /** Packets go to the host together: one switch, or that of the interrupt that was awaited. */
  private together(start: Work, sends: readonly Step[]): readonly Step[] {
    const [leaves] = TO_VMAPP.slice(1)
    return [
      { ...start, place: 'kvm', cost: 'vmm-port' },
      ...sends.filter((step) => step.do !== 'work'),
      {
        do: 'gather',
        at: 'send',
        wait: true,
        text: 'packets, held back',
        steps: [leaves, TO_VMAPP[0]],
        member: sends.filter((step) => step.do === 'work'),
      },
    ]
  }
}

const PIC: Step = work('vcpu', 'kvm', 'exit', 'vmm-pic', 'interrupt controller, in the VMM', {
  times: PIC_ACCESSES,
  counts: 'eoi',
  crosses: 'exit',
})

function worldSwitch(step: Work): Work {
  return { ...step, act: 'exit', cost: 'world-switch', counts: 'world-switch', crosses: 'exit' }
}

/** The list as a hosted VMM plays it; as it is on every other host. */
export function asHosted(steps: readonly Step[], shape: Shape): readonly Step[] {
  return shape.hosted === undefined ? steps : new Reading(shape, shape.hosted).list(steps)
}
