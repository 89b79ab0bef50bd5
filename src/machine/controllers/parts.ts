/** Pieces that several datasheets share. Each is what happens for one reason; none knows a nanosecond. */
import type { Counted, Place, Pool, Role, Step, Times } from '../itinerary.ts'
import { groupSizes, type Shape, segmentsOf, splitBytes } from './datasheet.ts'

type Thread = 'vcpu' | 'vmm' | 'worker'

/** The application asks, and its kernel turns that into a request. */
export function applicationAsks(shape: Shape): readonly Step[] {
  const packet = shape.op === 'tx' || shape.op === 'rx'
  return [
    {
      do: 'work',
      on: 'vcpu',
      place: 'app',
      act: 'work',
      cost: 'application',
      text: packet ? 'application sends' : `application asks to ${shape.op}`,
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'work',
      cost: packet ? 'guest-packet' : 'guest-submit',
      text: packet ? 'protocols and driver' : 'file system, block layer',
    },
  ]
}

/** Accesses to registers that stop the guest: out to the process that plays the controller, and back. */
export function registers(kind: 'read' | 'write', times: Times, text: string): Step {
  return {
    do: 'work',
    on: 'vcpu',
    place: 'vmm',
    act: 'exit',
    cost: 'exit-user',
    times,
    counts: kind === 'read' ? 'trap-read' : 'trap-write',
    crosses: 'exit',
    text,
  }
}

/** The model of the controller runs. */
export function model(
  on: Thread,
  cost:
    | 'ide-model'
    | 'ide-block'
    | 'lsi-script'
    | 'lsi-segment'
    | 'e1000-model'
    | 'vmm-submit'
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

/** The VMM looks the buffer up in its guest's memory; an address outside is refused. */
export function findBuffer(bytes: number): Step {
  return { do: 'ask', table: 'memory', place: 'vmm', bytes, text: 'finds the buffer in guest memory' }
}

/** Hands over to a sleeping or busy host thread, and lets its loop find out what happened. */
function wakeLoop(text: string): readonly Step[] {
  return [
    { do: 'post', to: 'vmm', kick: [], wake: 'wake-thread', place: 'vmm', text },
    {
      do: 'work',
      on: 'vmm',
      place: 'vmm',
      act: 'model',
      cost: 'vmm-dispatch',
      times: { answer: 'asleep' },
      text: 'event loop finds out',
    },
  ]
}

/** The real device works, moves the bytes by DMA, and interrupts the host. */
function deviceWorks(shape: Shape, bytes: number): readonly Step[] {
  const access: Step = {
    do: 'work',
    on: 'device',
    place: 'dev',
    act: 'wait',
    cost: shape.op === 'write' ? 'device-write' : 'device-read',
    text: `device ${shape.op === 'write' ? 'writes' : 'reads'}`,
  }
  const moves: Step = {
    do: 'work',
    on: 'link',
    place: 'host',
    act: 'dma',
    cost: 'device-link',
    bytes,
    text: 'DMA, no CPU',
  }
  return [
    ...(shape.op === 'write' ? [moves, access] : [access, moves]),
    {
      do: 'work',
      on: 'core',
      place: 'host',
      act: 'interrupt',
      cost: 'host-interrupt',
      text: 'host takes the interrupt',
    },
  ]
}

const BACKGROUND_BYTES = 256 * 1024

/** One command through the host's file layer and the real device, from the thread that runs the model back to the VMM's loop. */
export function hostStorage(shape: Shape, on: Thread, bytes: number): readonly Step[] {
  const submit: Step = {
    do: 'work',
    on,
    place: 'host',
    act: 'work',
    cost: 'host-syscall',
    text: 'host system call',
  }
  const block = (thread: Thread): Step => ({
    do: 'work',
    on: thread,
    place: 'host',
    act: 'work',
    cost: 'host-block',
    text: 'host block layer and driver',
  })
  if (shape.cache === 'none' || shape.cache === 'directsync')
    return [submit, block(on), ...deviceWorks(shape, bytes), ...wakeLoop('wakes the VMM loop')]
  const toWorker: Step = {
    do: 'post',
    to: 'worker',
    kick: [submit],
    wake: 'wake-thread',
    place: 'host',
    text: 'hands over to a file thread',
  }
  const call: Step = {
    do: 'work',
    on: 'worker',
    place: 'host',
    act: 'work',
    cost: 'host-syscall',
    text: 'reads or writes the file',
  }
  const lookup: readonly Step[] = [
    {
      do: 'work',
      on: 'worker',
      place: 'host',
      act: 'work',
      cost: 'cache-lookup',
      text: 'page cache is asked',
    },
    { do: 'ask', table: 'cache', place: 'host', bytes, text: 'pages not in the cache' },
  ]
  const fetch: readonly Step[] = [
    block('worker'),
    ...deviceWorks(shape, bytes),
    { do: 'post', to: 'worker', kick: [], wake: 'wake-thread', place: 'host', text: 'wakes the file thread' },
  ]
  const through = shape.cache === 'writethrough'
  if (shape.op === 'read')
    return [
      toWorker,
      call,
      ...lookup,
      {
        do: 'each',
        window: 1,
        commands: [{ times: { answer: 'missing' }, bytes, steps: fetch }],
        text: 'only what the cache lacks',
      },
      copy('worker', 'host', bytes, 'copy: page cache to buffer'),
      ...wakeLoop('wakes the VMM loop'),
    ]
  return [
    toWorker,
    call,
    ...lookup,
    copy('worker', 'host', bytes, 'copy: buffer to page cache'),
    ...(through ? fetch : [writeBack(shape, bytes)]),
    ...wakeLoop('wakes the VMM loop'),
  ]
}

/** Dirty pages go to the device later, many at a time; nobody waits for it. */
function writeBack(shape: Shape, bytes: number): Step {
  const members = Math.max(1, Math.floor(BACKGROUND_BYTES / bytes))
  return {
    do: 'gather',
    at: 'writeback',
    wait: false,
    member: [],
    text: `every ${members} requests, later`,
    steps: deviceWorks({ ...shape, op: 'write' }, members * bytes),
  }
}

/** Requests that share one write-back. */
export function writeBackMembers(bytes: number): number {
  return Math.max(1, Math.floor(BACKGROUND_BYTES / bytes))
}

/** The end of interrupt: an exit of its own unless the processor completes it. */
function endOfInterrupt(shape: Shape): Step {
  return shape.apicv
    ? {
        do: 'work',
        on: 'vcpu',
        place: 'os',
        act: 'work',
        cost: 'none',
        counts: 'eoi',
        text: 'end of interrupt, no exit',
      }
    : {
        do: 'work',
        on: 'vcpu',
        place: 'kvm',
        act: 'exit',
        cost: 'exit-eoi',
        counts: 'eoi',
        crosses: 'exit',
        text: 'end of interrupt',
      }
}

/** A guest takes an interrupt: woken where it sleeps, stopped where it runs. */
export function guestInterrupt(shape: Shape, text: string): readonly Step[] {
  return [
    {
      do: 'post',
      to: 'vcpu',
      kick: [],
      wake: 'wake-vcpu',
      place: 'kvm',
      urgent: true,
      text: `${text}: wakes the guest`,
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'kvm',
      act: 'exit',
      cost: 'exit-interrupt',
      times: { answer: 'awake' },
      counts: 'interrupt-exit',
      crosses: 'exit',
      text: 'a running guest is stopped',
    },
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'interrupt',
      cost: 'guest-interrupt',
      counts: 'interrupt',
      crosses: 'entry',
      text: 'interrupt handler',
    },
    endOfInterrupt(shape),
  ]
}

/** What the guest does for every command that an interrupt brings. */
export const GUEST_COMPLETES: readonly Step[] = [
  { do: 'work', on: 'vcpu', place: 'os', act: 'work', cost: 'guest-complete', text: 'completes the request' },
]

/** The VMM's loop raises the guest's interrupt; what completes meanwhile joins it. */
export function emulatedInterrupt(shape: Shape, handler: readonly Step[], text = 'interrupt'): Step {
  return {
    do: 'gather',
    at: 'completion',
    wait: true,
    text,
    steps: [
      { do: 'work', on: 'vmm', place: 'vmm', act: 'model', cost: 'vmm-inject', text: 'raises the interrupt' },
      ...guestInterrupt(shape, 'interrupt'),
      ...handler,
    ],
    member: GUEST_COMPLETES,
  }
}

/** A request as its commands: split by limits, so many at once. */
export function commandsOf(
  shape: Shape,
  limits: { largest: number; segments: number; window: number },
  steps: (bytes: number) => readonly Step[],
): Step {
  const sizes = splitBytes(shape.bytes, shape.contiguous, limits.largest, limits.segments)
  const prepare = (bytes: number): readonly Step[] => [
    {
      do: 'work',
      on: 'vcpu',
      place: 'os',
      act: 'work',
      cost: 'guest-command',
      text: 'driver prepares a command',
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
    commands: groupSizes(sizes).map((group) => ({
      ...group,
      steps: [...prepare(group.bytes), ...steps(group.bytes)],
    })),
    text: `${sizes.length} command${sizes.length === 1 ? '' : 's'}`,
  }
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
