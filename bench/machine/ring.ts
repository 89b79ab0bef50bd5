/**
 * The closed ring of ../README.md as a datasheet, run by the machine's own compiler, interpreter, cores, gates, workloads and
 * recorder. Its own are the costs, a device whose time is drawn, and the hash: of the moment at which an interrupt has been handled,
 * as in the peers. `ring.mjs <simulated nanoseconds> [record]` prints requests, events, CPU seconds, completion hash, and the
 * bytes of heap that a request leaves behind.
 */
import { Cores } from '../../src/machine/cpu/cores.ts'
import { Thread } from '../../src/machine/cpu/thread.ts'
import { assemble } from '../../src/machine/engine/assemble.ts'
import { Gate } from '../../src/machine/engine/gate.ts'
import { Machine } from '../../src/machine/engine/interpret.ts'
import type { FlowParts } from '../../src/machine/engine/plant.ts'
import { Stop } from '../../src/machine/engine/stop.ts'
import { GATE as TOKENS_GATE, Tokens } from '../../src/machine/engine/token.ts'
import { Wiring } from '../../src/machine/engine/wiring.ts'
import { Workloads } from '../../src/machine/engine/workload.ts'
import { MemoryBus } from '../../src/machine/memory/bus.ts'
import { PageCache } from '../../src/machine/memory/page-cache.ts'
import { compile } from '../../src/machine/path/compile.ts'
import type { Step } from '../../src/machine/path/itinerary.ts'
import { link } from '../../src/machine/path/link.ts'
import { Kernel, Timers } from '../../src/sim/kernel.ts'
import { disk, guest, host } from '../../test/machine/fixture.ts'

const GUESTS = 8
const DEPTH = 32
const TOKENS = GUESTS * DEPTH
const CHANNELS = 64
const BATCH = 8
const LATENCY = 20_000
const SPREAD = 16_383
const TIMER = 50_000

const RING: readonly Step[] = [
  { do: 'work', on: 'vcpu', place: 'os', act: 'work', cost: 'guest-submit', text: 'submission' },
  { do: 'work', on: 'vmm', place: 'host', act: 'work', cost: 'host-block', text: 'host thread' },
  { do: 'work', on: 'device', place: 'dev', act: 'wait', cost: 'device-read', text: 'device' },
  { do: 'work', on: 'link', place: 'host', act: 'dma', cost: 'device-link', bytes: 4096, text: 'link' },
  {
    do: 'gather',
    at: 'completion',
    wait: true,
    steps: [
      {
        do: 'work',
        on: 'vcpu',
        place: 'os',
        act: 'interrupt',
        cost: 'guest-interrupt',
        counts: 'interrupt',
        text: 'interrupt',
      },
    ],
    member: [],
    text: 'company',
  },
]

function costs(number: number): (id: string) => number {
  const table: Readonly<Record<string, number>> = {
    'guest-submit': 300 + 7 * number,
    'host-block': 350,
    'device-read': LATENCY,
    'device-link': 512,
    'guest-interrupt': 800,
  }
  return (id) => table[id]
}

/** Its time is drawn by request and round. */
class Drawn extends Stop {
  private readonly rounds = new Int32Array(TOKENS)

  override accept(token: number, nanos: number): boolean {
    const round = this.rounds[token]++
    return super.accept(token, nanos + (mix(Math.imul(token, 0x9e3779b1) + round) & SPREAD))
  }
}

function mix(value: number): number {
  let bits = value
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}

/** Looks on while interrupts end: everything gathered is complete. */
class Watched extends Machine {
  hash = 0x811c9dc5 | 0
  completed = 0

  protected override batchEnds(token: number, at: number): number {
    const next = this.tokens.next
    const now = this.kernel.now
    for (let one = this.gates[this.words[at + TOKENS_GATE]].first; one >= 0; one = next[one]) {
      this.hash = Math.imul(Math.imul(this.hash ^ now, 16777619) ^ one, 16777619)
      this.completed++
    }
    return super.batchEnds(token, at)
  }
}

const THREAD = { guest: false, system: false, poll: 0 }

const plan = host(
  Array.from({ length: GUESTS }, (_, number) => guest(`g${number}`, [disk({}, { depth: DEPTH })])),
  { cores: GUESTS + 1 },
)

function assembled(
  duration: number,
  record: boolean,
): { kernel: Kernel; machine: Watched; close: () => void } {
  const kernel = new Kernel()
  kernel.endAt(duration)
  const { recorder, dma } = new Wiring(plan, kernel, { seed: 1, duration, record })
  const tokens = new Tokens(TOKENS + GUESTS)
  const machine = new Watched(
    kernel,
    tokens,
    recorder,
    dma,
    new PageCache({ ...plan, pageCache: 0 }),
    GUESTS + 1,
  )
  const thread = (id: number, name: string): Thread =>
    new Thread(id, name, { ...THREAD, owner: name, pin: id, core: id })
  const vcpus = plan.guests.map(({ id }, number) => thread(number, id))
  const vmm = thread(GUESTS, 'host thread')
  const stations = [
    new Drawn(kernel, CHANNELS, tokens.next, machine),
    new Stop(kernel, 1, tokens.next, machine),
  ]
  const gates = plan.guests.map((_, number) => new Gate(number, BATCH, TIMER))
  // Whatever else a flow has is that of an ordinary disk.
  const ordinary = assemble(plan, new Kernel(), { seed: 1, duration, record: false })
  const programs = link(plan.guests.map((_, index) => compile(RING, costs(index))))
  const flows = ordinary.flows.map(
    (parts, index): FlowParts => ({
      ...parts,
      program: programs[index],
      vcpus: [vcpus[index]],
      vmm,
      worker: vmm,
      stations,
      completion: [gates[index]],
      writeback: gates[index],
    }),
  )
  const workloads = new Workloads(kernel, machine, flows, 1)
  const timers = new Timers(kernel, GUESTS, (id) =>
    machine.advance(machine.begins(gates[id], gates[id].first)),
  )
  machine.connect({
    nodes: new Uint8Array(GUESTS + 1),
    bus: new MemoryBus(1, 0),
    cores: new Cores(kernel, GUESTS + 1, tokens.next, machine, recorder, 0),
    threads: [...vcpus, vmm],
    flows,
    source: workloads,
    gates,
    startTimer: (gate) => {
      if (!timers.pending(gate.id)) timers.start(gate.id, gate.wait)
    },
    stopTimer: (gate) => timers.cancel(gate.id),
  })
  workloads.begin()
  return { kernel, machine, close: () => recorder.closes(flows.map((flow) => flow.kinds.bytes)) }
}

/** Runs it whole. CPU seconds, and what it did. */
function run(duration: number, record: boolean): { seconds: number; machine: Watched; events: number } {
  const { kernel, machine, close } = assembled(duration, record)
  const before = process.cpuUsage()
  while (kernel.run(10_000) === 'more');
  close()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1e6, machine, events: kernel.handled }
}

const asked = [Number(process.argv[2] ?? 10_000_000), process.argv[3] === 'record'] as const
// Once for the compiler, which has far more to do here than in a loop written by hand, and once for the figure.
const cold = run(...asked)
const { seconds, machine, events } = run(...asked)
console.log(
  JSON.stringify({
    work: machine.completed,
    events,
    seconds,
    cold: cold.seconds,
    hash: machine.hash >>> 0,
  }),
)
