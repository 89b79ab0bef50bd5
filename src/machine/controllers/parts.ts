/** Pieces that several datasheets share. Each is what happens for one reason; none knows a nanosecond. */
import type { Counted, Place, Pool, Port, Role, Step, Times } from '../path/itinerary.ts'
import { groupSizes, type Shape, segmentsOf, splitBytes } from './datasheet.ts'

/** From this size on the block layer hands a command over at once (BLK_PLUG_FLUSH_SIZE). */
const PLUG_FLUSH = 128 * 1024

export type Thread = 'vcpu' | 'vmm' | 'worker' | 'backend'

/** Packets, as against a disk's requests. */
export function ofPackets({ op }: Shape): boolean {
  return op === 'tx' || op === 'rx' || op === 'rr'
}

/** The application asks, and its kernel turns that into a request. */
export function applicationAsks(shape: Shape): readonly Step[] {
  const packet = ofPackets(shape)
  return [
    {
      do: 'work',
      on: 'vcpu',
      place: 'app',
      act: 'work',
      cost: 'application',
      text: packet ? 'sends' : shape.op === 'flush' ? 'asks that it be safe (fsync)' : `asks to ${shape.op}`,
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'work',
      cost: packet ? 'guest-packet' : 'guest-submit',
      text: packet ? 'protocols, driver' : 'file system, block layer',
    },
  ]
}

/** Something comes for a vCPU before its other work: it is woken where it sleeps. */
export function callsVcpu(place: Place, text: string): Step {
  return { do: 'post', to: 'vcpu', kick: [], wake: 'wake-vcpu', place, urgent: true, text }
}

/** Something comes for a core of the bare host: what runs there is woken where it sleeps. */
export function callsCore(text: string): Step {
  return { do: 'post', to: 'vcpu', kick: [], wake: 'wake-polled', place: 'host', urgent: true, text }
}

/** Accesses to registers that stop the guest: out to the process that plays the controller, and back. */
export function registers(kind: 'read' | 'write', times: Times, text: string, port?: Port): Step {
  return {
    do: 'work',
    on: 'vcpu',
    place: 'vmm',
    act: 'exit',
    cost: 'exit-user',
    times,
    counts: kind === 'read' ? 'trap-read' : 'trap-write',
    crosses: 'exit',
    port,
    text,
  }
}

/** The model of the controller runs. */
export function model(
  on: Thread,
  cost:
    | 'ide-model'
    | 'ide-block'
    | 'adapter-model'
    | 'lsi-script'
    | 'lsi-script-in-guest'
    | 'floppy-sector'
    | 'vga-write'
    | 'lsi-segment'
    | 'e1000-model'
    | 'vmm-submit'
    | 'vmm-submit-packed'
    | 'vmm-complete',
  text: string,
  times = 1,
): Step {
  return { do: 'work', on, place: 'vmm', act: 'model', cost, times, text }
}

/** A CPU moves payload. */
export function copy(on: Thread, place: Place, bytes: number, text: string, hot = false): Step {
  return { do: 'work', on, place, act: 'copy', cost: hot ? 'copy-hot' : 'copy-cold', bytes, text }
}

export function hold(what: Pool, steps: readonly Step[], short: 'wait' | 'drop' = 'wait'): Step {
  return { do: 'hold', what, short, steps }
}

/** The driver touches its controller under a spin lock of its kernel, as in its interrupt's handler. */
export function locked(...steps: readonly Step[]): Step {
  return { do: 'hold', what: 'lock', short: 'spin', steps }
}

/** The VMM looks the buffer up in its guest's memory; an address outside is refused. */
export function findBuffer(bytes: number): Step {
  return { do: 'ask', table: 'memory', place: 'vmm', bytes, text: 'buffer, in guest memory' }
}

/** A request as its commands: split by the limits of the controller and of the guest's system, so many at once. */
export function commandsOf(
  shape: Shape,
  limits: { largest: number; segments: number; window: number; firstDiffers?: boolean },
  steps: (bytes: number, first: boolean) => readonly Step[],
): Step {
  const largest = Math.min(limits.largest, shape.habits.largest)
  const sizes = splitBytes(shape.bytes, shape.contiguous, largest, limits.segments)
  const groups = groupSizes(sizes)
  const prepare = (bytes: number): readonly Step[] => [
    ...(shape.plugged ? [plug(bytes)] : []),
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'work',
      cost: 'guest-command',
      text: 'command, by the driver',
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'work',
      cost: 'guest-segment',
      times: segmentsOf(bytes, shape.contiguous),
      text: 'scatter list',
    },
  ]
  return {
    do: 'each',
    window: limits.window,
    commands: (limits.firstDiffers === true ? firstApart(groups) : groups).map((group, index) => ({
      ...group,
      steps: [...prepare(group.bytes), ...steps(group.bytes, index === 0)],
    })),
    text: `${sizes.length} command${sizes.length === 1 ? '' : 's'}`,
  }
}

/** What one system call submits waits for the rest of it, but for a large command: that one takes along who waits. */
function plug(bytes: number): Step {
  return {
    do: 'gather',
    at: 'plug',
    wait: true,
    held: bytes < PLUG_FLUSH,
    steps: [],
    member: [],
    text: 'the rest of the system call',
  }
}

/** The first command is a group of its own. */
function firstApart(groups: readonly { times: number; bytes: number }[]): typeof groups {
  const [first, ...rest] = groups
  if (first.times === 1) return groups
  return [{ ...first, times: 1 }, { ...first, times: first.times - 1 }, ...rest]
}

/** A step by its parts, for the rare register that is neither read nor written by exit. */
export function work(
  on: Role,
  place: Place,
  act: Extract<Step, { do: 'work' }>['act'],
  cost: Extract<Step, { do: 'work' }>['cost'],
  text: string,
  more: { times?: Times; bytes?: number; counts?: Counted; crosses?: 'exit' | 'entry' | 'open' } = {},
): Step {
  return { do: 'work', on, place, act, cost, text, ...more }
}

const LOOP_DISPATCHES: Step = work('vmm', 'vmm', 'model', 'vmm-dispatch', 'VMM loop, dispatches', {
  times: { answer: 'asleep' },
})

/** Wakes the VMM's loop where it sleeps, and lets it find out what happened. */
export const VMM_WOKEN: readonly Step[] = [
  { do: 'post', to: 'vmm', kick: [], wake: 'wake-thread', place: 'vmm', text: 'VMM loop, woken' },
  LOOP_DISPATCHES,
]

/** Wakes the thread that serves a device's queue. An event loop finds out what happened; a kernel's worker knows. */
export function backendWoken(kick: readonly Step[], loop: boolean): readonly Step[] {
  const woken: Step = {
    do: 'post',
    to: 'backend',
    kick,
    wake: 'wake-thread',
    place: loop ? 'vmm' : 'host',
    text: kick.length > 0 ? 'backend, if it sleeps' : 'backend, woken',
  }
  const dispatches = work('backend', 'vmm', 'model', 'vmm-dispatch', 'event loop, dispatches', {
    times: { answer: 'asleep' },
  })
  return loop ? [woken, dispatches] : [woken]
}

/** A guest hands over to the VMM's loop, and rings only where it sleeps. */
export function doorbell(ring: Step): readonly Step[] {
  return [
    {
      do: 'post',
      to: 'vmm',
      kick: [ring],
      wake: 'wake-thread',
      place: 'vmm',
      text: 'VMM loop, if it sleeps',
    },
    LOOP_DISPATCHES,
  ]
}

/** A doorbell for all that a system call submits; a large command does not wait for the others, and takes them along. */
export function sharedDoorbell(shape: Shape, bytes: number, ring: readonly Step[]): readonly Step[] {
  // Who polls is not rung for.
  const rung = shape.plugged && shape.backend !== 'vhost-user'
  return rung ? [gatheredDoorbell(shape, bytes, ring)] : ring
}

/** A doorbell that is rung once for all that comes before the other side has looked. */
export function gatheredDoorbell(shape: Shape, bytes: number, ring: readonly Step[]): Step {
  const held = shape.plugged && bytes < PLUG_FLUSH
  return {
    do: 'gather',
    at: 'doorbell',
    wait: true,
    held,
    steps: ring,
    member: [],
    text: 'doorbell, for all',
  }
}

/** The doorbell of a virtqueue: the host kernel handles the exit (ioeventfd). */
export const VIRTQUEUE_DOORBELL: readonly Step[] = doorbell(
  work('vcpu', 'kvm', 'exit', 'exit-kernel', 'doorbell, if it sleeps', {
    counts: 'trap-write',
    crosses: 'exit',
  }),
)
