/**
 * The closed ring on the kernel, one class per kind of station; the workload is told in ../README.md. Argument: simulated nanoseconds. Prints
 * requests, events, CPU seconds and the completion hash.
 */
import { type Actor, Kernel, Timers } from '../../src/sim/kernel.ts'

const GUESTS = 8
const DEPTH = 32
const TOKENS = GUESTS * DEPTH
const CHANNELS = 64
const BATCH = 8

const SUBMIT = 300
const SUBMIT_MORE = 7
const INTERRUPT = 800
const HOST = 350
const LATENCY = 20_000
const SPREAD = 16_383
const LINK = 512
const TIMER = 50_000

const NONE = -1

/** Jobs that wait, in order: a list through one array. */
class Queue {
  private readonly next = new Int32Array(TOKENS + GUESTS)
  private first = NONE
  private last = NONE

  put(job: number): void {
    this.next[job] = NONE
    if (this.first === NONE) this.first = job
    else this.next[this.last] = job
    this.last = job
  }

  take(): number {
    const job = this.first
    if (job !== NONE) this.first = this.next[job]
    return job
  }
}

/** Submits requests and handles interrupts, in the order in which they come. Job TOKENS + guest is the interrupt. */
class Vcpu implements Actor {
  private readonly queue = new Queue()
  private readonly number: number
  private readonly submit: number
  private busy = false
  private readonly kernel: Kernel
  private readonly host: Host
  private readonly gate: Gate

  constructor(kernel: Kernel, guest: number, host: Host, gate: Gate) {
    this.kernel = kernel
    this.host = host
    this.gate = gate
    this.submit = SUBMIT + SUBMIT_MORE * guest
    this.number = kernel.register(this)
  }

  accept(job: number): void {
    if (this.busy) this.queue.put(job)
    else this.serve(job)
  }

  fire(job: number): void {
    if (job < TOKENS) this.host.accept(job)
    else this.gate.handled(job - TOKENS)
    const next = this.queue.take()
    if (next === NONE) this.busy = false
    else this.serve(next)
  }

  private serve(job: number): void {
    this.busy = true
    this.kernel.schedule(job < TOKENS ? this.submit : INTERRUPT, this.number, job)
  }
}

class Host implements Actor {
  private readonly queue = new Queue()
  private readonly number: number
  private busy = false
  private readonly kernel: Kernel
  private readonly device: Device

  constructor(kernel: Kernel, device: Device) {
    this.kernel = kernel
    this.device = device
    this.number = kernel.register(this)
  }

  accept(token: number): void {
    if (this.busy) this.queue.put(token)
    else this.serve(token)
  }

  fire(token: number): void {
    this.device.accept(token)
    const next = this.queue.take()
    if (next === NONE) this.busy = false
    else this.serve(next)
  }

  private serve(token: number): void {
    this.busy = true
    this.kernel.schedule(HOST, this.number, token)
  }
}

/** So many channels, each busy for a time drawn by token and round. */
class Device implements Actor {
  private readonly queue = new Queue()
  private readonly number: number
  private readonly rounds = new Int32Array(TOKENS)
  private free = CHANNELS
  private readonly kernel: Kernel
  private readonly link: Link

  constructor(kernel: Kernel, link: Link) {
    this.kernel = kernel
    this.link = link
    this.number = kernel.register(this)
  }

  accept(token: number): void {
    if (this.free === 0) this.queue.put(token)
    else {
      this.free--
      this.serve(token)
    }
  }

  fire(token: number): void {
    this.link.accept(token)
    const next = this.queue.take()
    if (next === NONE) this.free++
    else this.serve(next)
  }

  private serve(token: number): void {
    const round = this.rounds[token]++
    this.kernel.schedule(LATENCY + (mix(Math.imul(token, 0x9e3779b1) + round) & SPREAD), this.number, token)
  }
}

/** One transfer at a time: the device's bandwidth. */
class Link implements Actor {
  private readonly queue = new Queue()
  private readonly number: number
  private busy = false
  private readonly kernel: Kernel
  private readonly gate: Gate

  constructor(kernel: Kernel, gate: Gate) {
    this.kernel = kernel
    this.gate = gate
    this.number = kernel.register(this)
  }

  accept(token: number): void {
    if (this.busy) this.queue.put(token)
    else this.serve(token)
  }

  fire(token: number): void {
    this.gate.accept(token)
    const next = this.queue.take()
    if (next === NONE) this.busy = false
    else this.serve(next)
  }

  private serve(token: number): void {
    this.busy = true
    this.kernel.schedule(LINK, this.number, token)
  }
}

/** Gathers each guest's completions: an interrupt for every eight, or when the timer runs out; one at a time. */
class Gate {
  hash = 0x811c9dc5 | 0
  completed = 0
  private readonly waiting = Array.from({ length: GUESTS }, () => new Queue())
  private readonly count = new Int32Array(GUESTS)
  private readonly raised = new Uint8Array(GUESTS)
  private readonly timers: Timers
  private readonly kernel: Kernel
  /** Filled in once they exist: the ring is closed. */
  readonly vcpus: Vcpu[] = []

  constructor(kernel: Kernel) {
    this.kernel = kernel
    this.timers = new Timers(kernel, GUESTS, (guest) => this.raise(guest))
  }

  accept(token: number): void {
    const guest = (token / DEPTH) | 0
    this.waiting[guest].put(token)
    const count = ++this.count[guest]
    if (this.raised[guest] !== 0) return
    if (count >= BATCH) {
      this.timers.cancel(guest)
      this.raise(guest)
    } else if (count === 1) this.timers.start(guest, TIMER)
  }

  /** The vCPU has handled the interrupt: everything gathered until now is complete, and asked for again. */
  handled(guest: number): void {
    const vcpu = this.vcpus[guest]
    this.raised[guest] = 0
    this.count[guest] = 0
    for (let token = this.waiting[guest].take(); token !== NONE; token = this.waiting[guest].take()) {
      this.hash = Math.imul(Math.imul(this.hash ^ this.kernel.now, 16777619) ^ token, 16777619)
      this.completed++
      vcpu.accept(token)
    }
  }

  private raise(guest: number): void {
    this.raised[guest] = 1
    this.vcpus[guest].accept(TOKENS + guest)
  }
}

function mix(value: number): number {
  let bits = value
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d)
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b)
  return bits ^ (bits >>> 16)
}

const kernel = new Kernel()
kernel.endAt(Number(process.argv[2] ?? 10_000_000))
const gate = new Gate(kernel)
const host = new Host(kernel, new Device(kernel, new Link(kernel, gate)))
for (let guest = 0; guest < GUESTS; guest++) gate.vcpus.push(new Vcpu(kernel, guest, host, gate))
for (let token = 0; token < TOKENS; token++) gate.vcpus[(token / DEPTH) | 0].accept(token)

const before = process.cpuUsage()
while (kernel.run(10_000) === 'more');
const { user, system } = process.cpuUsage(before)
const seconds = (user + system) / 1e6
console.log(JSON.stringify({ work: gate.completed, events: kernel.handled, seconds, hash: gate.hash >>> 0 }))
