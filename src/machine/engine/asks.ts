/** What tables answer: the IOMMU, the driver's mappings, the guest's memory, the page cache, a frame buffer. */
import type { Kernel } from '../../sim/kernel.ts'
import type { Dma } from '../memory/dma.ts'
import type { PageCache } from '../memory/page-cache.ts'
import { pagesBeyond } from '../memory/reach.ts'
import * as op from '../path/program.ts'
import type { Recorder } from '../record/recorder.ts'
import { PAGE } from '../units.ts'
import type { FlowParts } from './plant.ts'
import {
  ASKED,
  BEYOND,
  FLUSHES,
  KIND,
  MISSES,
  MISSING,
  OFFSET,
  ORDINAL,
  PAUSES,
  REFILL,
  type Tokens,
} from './token.ts'
import { WriteBack } from './write-back.ts'

/** The pages of a request's buffer are written. How many were clean until now. */
export function writesPages({ log, buffers }: FlowParts, ordinal: number, bytes: number): number {
  let fresh = 0
  for (let page = 0; log !== undefined && page * PAGE < bytes; page++)
    fresh += log.touch(buffers.at(ordinal, page))
  return fresh
}

export abstract class Asks extends WriteBack {
  private readonly dma: Dma

  constructor(kernel: Kernel, tokens: Tokens, recorder: Recorder, dma: Dma, cache: PageCache) {
    super(kernel, tokens, recorder, cache)
    this.dma = dma
  }

  /** Leaves an answer with the token; where it goes on: at the next step, or, after a fault, where that lands. */
  protected ask(token: number, at: number, flow: FlowParts, code: Int32Array, pc: number): number {
    const { words } = this
    const bytes = code[pc + op.BYTES]
    switch (code[pc]) {
      case op.ASK_IOMMU: {
        const misses = this.dma.translate(flow, token, bytes, words)
        words[at + MISSES] = Math.max(0, misses)
        words[at + ASKED] = this.dma.iommu.asked
        if (this.logging) this.recorder.watch?.looks(flow.index, this.kernel.now)
        return misses < 0 ? code[pc + op.TARGET] : pc + op.WIDTH
      }
      case op.ASK_MEMORY:
        return this.dma.inGuestMemory(flow, token, bytes, words) ? pc + op.WIDTH : code[pc + op.TARGET]
      case op.ASK_MAP:
        this.dma.map(flow, token, bytes, words)
        break
      case op.ASK_UNMAP:
        words[at + FLUSHES] = this.dma.unmap(flow, token, bytes, code[pc + op.COUNT], words)
        if (this.logging) this.recorder.watch?.looks(flow.index, this.kernel.now)
        break
      case op.ASK_CACHE: {
        const ahead = flow.kinds.writes[words[at + KIND]] === 1 ? PAGE : flow.readAhead
        words[at + MISSING] = this.cache.touch(flow.file, this.placeOf(at, flow), bytes, ahead)
        break
      }
      case op.ASK_REACH:
        words[at + BEYOND] = pagesBeyond(
          flow.buffers,
          flow.pagesInReach,
          words[at + ORDINAL],
          words[at + OFFSET],
          bytes,
        )
        break
      case op.ASK_REFILL:
        words[at + REFILL] = ++flow.refilled % code[pc + op.COUNT] === 0 ? 1 : 0
        break
      case op.ASK_SCRIPT:
        words[at + PAUSES] = flow.script.runs(code[pc + op.COUNT], bytes === 1, this.kernel.now)
        break
      case op.ASK_FRAME:
        words[at + MISSES] = flow.frame.touch(this.dma.diskOffset(flow, words[at + ORDINAL]), bytes)
        break
      case op.ASK_LOG:
        words[at + MISSES] = writesPages(flow, words[at + ORDINAL], bytes)
        break
      case op.ASK_DIRTY:
        words[at + MISSES] = flow.frame.sweep()
        break
    }
    return pc + op.WIDTH
  }

  protected override placeOf(at: number, flow: FlowParts): number {
    return this.dma.diskOffset(flow, this.words[at + ORDINAL]) + this.words[at + OFFSET]
  }
}
