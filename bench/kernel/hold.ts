/**
 * The hold model on the kernel: so many events are pending, each that fires schedules its successor at a random distance; told in
 * ../README.md. Arguments: pending events, events to fire. Prints events, CPU seconds, bytes per pending event, and a hash of the order.
 */
import { type Actor, Kernel } from '../../src/sim/kernel.ts'

const ACTORS = 4

class Holder implements Actor {
  static hash = 0x811c9dc5 | 0
  static state = 0x2545f491 | 0
  private readonly kernel: Kernel
  private readonly number: number
  private readonly mask: number

  constructor(kernel: Kernel, mask: number) {
    this.kernel = kernel
    this.mask = mask
    this.number = kernel.register(this)
  }

  fire(argument: number): void {
    Holder.hash = Math.imul(Math.imul(Holder.hash ^ this.kernel.now, 16777619) ^ argument, 16777619)
    this.hold(argument)
  }

  hold(argument: number): void {
    let state = Holder.state
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    Holder.state = state
    this.kernel.schedule(1 + (state & this.mask), this.number, argument)
  }
}

const pending = Number(process.argv[2] ?? 1000)
const wanted = Number(process.argv[3] ?? 1_000_000)
// the next power of two above 32 · pending: on average an event in every 16 ns or more
const mask = 2 ** (37 - Math.clz32(pending)) - 1
const bytesBefore = process.memoryUsage().arrayBuffers
const kernel = new Kernel()
const holders = Array.from({ length: ACTORS }, () => new Holder(kernel, mask))
const bytesEmpty = process.memoryUsage().arrayBuffers
for (let event = 0; event < pending; event++) holders[event % ACTORS].hold((event / ACTORS) | 0)

const before = process.cpuUsage()
kernel.run(wanted)
const { user, system } = process.cpuUsage(before)
const seconds = (user + system) / 1e6
globalThis.gc?.()
const bytes = (process.memoryUsage().arrayBuffers - bytesEmpty) / pending
console.log(
  JSON.stringify({ work: wanted, seconds, bytes, fixed: bytesEmpty - bytesBefore, hash: Holder.hash >>> 0 }),
)
