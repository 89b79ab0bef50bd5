/**
 * Between page cache and disk. What is asked of both on the way, and write-backs: what is dirty in the page cache goes to its device, many at once. Each is a traveller of its own, no
 * request's. They begin where too much is dirty, where it is old, and where somebody waits for it.
 */
import { type Kernel, Timers } from '../../sim/kernel.ts'
import type { PageCache } from '../memory/page-cache.ts'
import * as op from '../path/program.ts'
import { FOR_ROOM, FOR_STORE, FOR_WRITING, type Recorder } from '../record/recorder.ts'
import { type Nanos, NONE, PAGE } from '../units.ts'
import { Batches } from './batches.ts'
import type { FlowParts } from './plant.ts'
import { WRITE_BACKS } from './room.ts'
import {
  BEGUN,
  FLOW,
  GATE,
  LEFT,
  MEDIUM,
  OFFSET,
  PAGES,
  PC,
  REQUEST,
  TOKEN_WORDS,
  type Tokens,
  VCPU,
} from './token.ts'

/** The kernel's time ends here; what would be written later is not. Nanoseconds. */
const END_OF_TIME = 0xffff_ffff

export abstract class WriteBack extends Batches {
  protected readonly cache: PageCache
  private expiries!: Timers
  /** Of each flow: the first and the last of those who wait for its dirty pages, and the stretches that all of them wait for. */
  private firstSync = new Int32Array(0)
  private lastSync = new Int32Array(0)
  private syncTo = new Int32Array(0)

  constructor(kernel: Kernel, tokens: Tokens, recorder: Recorder, cache: PageCache) {
    super(kernel, tokens, recorder)
    this.cache = cache
  }

  override connect(parts: Parameters<Batches['connect']>[0]): void {
    super.connect(parts)
    const count = parts.flows.length
    this.firstSync = new Int32Array(count).fill(NONE)
    this.lastSync = new Int32Array(count).fill(NONE)
    this.syncTo = new Int32Array(count)
    this.expiries = new Timers(this.kernel, Math.max(1, count), (index) => {
      this.writesBack(this.flows[index])
      this.watch(this.flows[index])
    })
  }

  /** Byte of the disk where this command begins. */
  protected abstract placeOf(at: number, flow: FlowParts): number

  protected override soils(at: number, flow: FlowParts, bytes: number): void {
    const offset = this.placeOf(at, flow)
    const stretch = this.cache.soil(flow.file, flow.dirty, offset, bytes, this.kernel.now)
    flow.ledger?.lies(this.words[at + REQUEST], offset - this.words[at + OFFSET], stretch)
    this.writesBack(flow)
    this.watch(flow)
  }

  /** Waits until so many bytes more may be dirty. True: it waits. */
  private awaitsRoom(token: number, at: number, bytes: number, row: number): boolean {
    if (this.cache.admits(bytes)) return false
    this.leave(at)
    this.words[at + LEFT] = bytes
    this.cache.throttle(token, this.tokens.next)
    this.logs(at, row, FOR_ROOM)
    for (const flow of this.flows) this.writesBack(flow)
    return true
  }

  /** Waits until all that is dirty in the file now is on its device. True: it waits. */
  private awaitsSync(token: number, at: number, flow: FlowParts, row: number): boolean {
    const { dirty, index } = flow
    if (dirty.isWritten(dirty.stretches)) return false
    this.leave(at)
    this.words[at + LEFT] = dirty.stretches
    this.syncTo[index] = dirty.stretches
    const next = this.tokens.next
    next[token] = NONE
    if (this.firstSync[index] === NONE) this.firstSync[index] = token
    else next[this.lastSync[index]] = token
    this.lastSync[index] = token
    this.logs(at, row, FOR_WRITING)
    this.writesBack(flow)
    return true
  }

  protected override wroteBack(flow: FlowParts, slot: number): void {
    this.cache.clean(flow.file, flow.dirty, slot)
    flow.writeback.served--
    this.releaseSyncs(flow)
    const next = this.tokens.next
    for (;;) {
      const writer = this.cache.admitsFirst(next, this.bytesOf)
      if (writer < 0) break
      this.kernel.schedule(0, this.resumeActor, writer)
    }
    this.writesBack(flow)
    this.watch(flow)
  }

  /** Asks the page cache or the disk. True: the token waits. */
  protected asksDisk(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): boolean {
    const row = code[pc + op.ROW]
    const bytes = code[pc + op.BYTES]
    switch (code[pc]) {
      case op.ASK_ROOM:
        return this.awaitsRoom(token, at, bytes, row)
      case op.ASK_SYNC:
        return this.awaitsSync(token, at, flow, row)
      case op.ASK_STORE:
        return this.idles(token, at, this.stores(at, flow, bytes), row)
      case op.ASK_SETTLED:
        return this.idles(token, at, flow.store.settles(this.kernel.now), row)
      case op.ASK_BLOCKS:
        this.words[at + MEDIUM] = flow.store.lacks(flow.file, this.placeOf(at, flow), bytes)
        return false
      default:
        throw new Error(`no instruction ${code[pc]} at ${pc} of ${flow.id}`)
    }
  }

  /** The device has taken a command's write, or a write-back. Nanoseconds that this waits for room in the device's buffer. */
  private stores(at: number, flow: FlowParts, bytes: number): Nanos {
    const words = this.words
    const { store, sequential, dirty } = flow
    const now = this.kernel.now
    if (words[at + REQUEST] < 0) {
      const wait = store.takes(words[at + PAGES] * PAGE, sequential, now)
      const slot = words[at + BEGUN]
      flow.ledger?.moved(dirty.firstOf[slot], dirty.lastOf[slot], store.safeAt)
      return wait
    }
    const offset = this.placeOf(at, flow)
    if (store.remembers) store.lacks(flow.file, offset, bytes)
    const wait = store.takes(bytes, sequential, now)
    flow.ledger?.lands(words[at + REQUEST], offset - words[at + OFFSET], store.safeAt)
    return wait
  }

  /** Waits so long. True: it does; 0 is not at all. */
  private idles(token: number, at: number, nanos: Nanos, row: number): boolean {
    if (nanos === 0) return false
    this.leave(at)
    this.logs(at, row, FOR_STORE)
    this.kernel.schedule(Math.min(nanos, END_OF_TIME - this.kernel.now), this.resumeActor, token)
    return true
  }

  private readonly bytesOf = (token: number): number => this.words[token * TOKEN_WORDS + LEFT]

  private releaseSyncs(flow: FlowParts): void {
    const { index, dirty } = flow
    for (;;) {
      const token = this.firstSync[index]
      if (token === NONE || !dirty.isWritten(this.words[token * TOKEN_WORDS + LEFT])) return
      this.firstSync[index] = this.tokens.next[token]
      this.kernel.schedule(0, this.resumeActor, token)
    }
  }

  /** Begins as many write-backs of a file as are wanted and may be under way. */
  private writesBack(flow: FlowParts): void {
    const { dirty, writeback, index } = flow
    while (writeback.served < WRITE_BACKS && this.cache.writes(dirty, this.syncTo[index], this.kernel.now)) {
      const token = this.tokens.take()
      if (token < 0) throw new Error('more write-backs under way than there is room for')
      writeback.served++
      const at = token * TOKEN_WORDS
      const words = this.words
      const slot = this.cache.takes(dirty)
      words[at + PC] = flow.program.writeBack
      words[at + FLOW] = index
      // It is no request's: what it does is not written down as one's.
      words[at + REQUEST] = NONE
      words[at + VCPU] = flow.vcpus[0].id
      words[at + BEGUN] = slot
      words[at + PAGES] = Math.ceil(dirty.bytesOf[slot] / PAGE)
      words[at + GATE] = writeback.id
      this.kernel.schedule(0, this.resumeActor, token)
    }
  }

  /** Looks again when the oldest dirty pages have become old. */
  private watch(flow: FlowParts): void {
    const { dirty, index } = flow
    if (!dirty.waiting || this.expiries.pending(index)) return
    const { now } = this.kernel
    const delay = Math.max(0, dirty.oldest + this.cache.expire - now)
    // Those that are old already wait for a write-back to end.
    if (delay > 0 && now + delay <= END_OF_TIME) this.expiries.start(index, delay)
  }
}
