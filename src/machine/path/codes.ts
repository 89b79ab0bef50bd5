/** Words of an itinerary and what they are in a program: what a core is busy with, why a guest is stopped, which table is asked. */
import type { CORE_KINDS, EXIT_REASONS } from '../record/run.ts'
import type { Act, Counted, Table } from './itinerary.ts'
import {
  ASK_BLOCKS,
  ASK_CACHE,
  ASK_DIRTY,
  ASK_FRAME,
  ASK_IOMMU,
  ASK_LOG,
  ASK_MAP,
  ASK_MEMORY,
  ASK_REACH,
  ASK_REFILL,
  ASK_ROOM,
  ASK_SCRIPT,
  ASK_SETTLED,
  ASK_STORE,
  ASK_SYNC,
  ASK_UNMAP,
} from './program.ts'

export const USES: Readonly<Record<Act, (typeof CORE_KINDS)[number]>> = {
  work: 'guest',
  exit: 'exit',
  model: 'model',
  copy: 'copy',
  dma: 'host',
  wait: 'host',
  wake: 'host',
  interrupt: 'guest',
  entry: 'guest',
  translate: 'host',
}
export const EXITS: Readonly<Partial<Record<Counted, (typeof EXIT_REASONS)[number]>>> = {
  'trap-read': 'trap-read',
  'trap-write': 'trap-write',
  string: 'string',
  'interrupt-exit': 'interrupt',
  eoi: 'eoi',
  'world-switch': 'world-switch',
  'page-fault': 'page-fault',
  irqchip: 'irqchip',
}

export const ASKS: Readonly<Record<Table, number>> = {
  iommu: ASK_IOMMU,
  cache: ASK_CACHE,
  memory: ASK_MEMORY,
  map: ASK_MAP,
  unmap: ASK_UNMAP,
  frame: ASK_FRAME,
  dirty: ASK_DIRTY,
  log: ASK_LOG,
  reach: ASK_REACH,
  refill: ASK_REFILL,
  script: ASK_SCRIPT,
  room: ASK_ROOM,
  sync: ASK_SYNC,
  blocks: ASK_BLOCKS,
  store: ASK_STORE,
  settled: ASK_SETTLED,
}
