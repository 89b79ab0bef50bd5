/**
 * Adapters that fetch commands and data from guest memory by themselves and hold several commands: they differ in
 * limits, in the registers that start a command, and in those that an interrupt wants read and written.
 *
 * The model runs inside the exit that starts the command, on the guest's own thread; the end comes from the VMM's loop.
 * Drivers touch their adapter under a spin lock of the guest's kernel, in the handler as well.
 */
import type { Step } from '../path/itinerary.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { emulatedInterrupt } from './interrupts.ts'
import { applicationAsks, commandsOf, findBuffer, hold, locked, model, registers } from './parts.ts'
import { flushOf, hostStorage } from './storage.ts'

/** Register accesses of one kind of moment, with the words of the drawing. */
interface Accesses {
  readonly count: number
  readonly text: string
}

export type QueueingCard = Omit<Datasheet, 'kind' | 'direct' | 'path'> & {
  /** Written for each command. */
  readonly starts: Accesses
  /** Read in each interrupt, and written. */
  readonly asks?: Accesses
  readonly acknowledges?: Accesses
}

export function queueing(card: QueueingCard): Datasheet {
  const { starts, asks, acknowledges, ...sheet } = card
  const touches = [
    ...(asks === undefined ? [] : [registers('read', asks.count, asks.text)]),
    ...(acknowledges === undefined ? [] : [registers('write', acknowledges.count, acknowledges.text)]),
  ]
  const handler = touches.length === 0 ? [] : [locked(...touches)]
  const command = (shape: Shape, bytes: number): readonly Step[] => [
    hold('queue', [
      locked(
        registers('write', starts.count, starts.text),
        model('vcpu', 'adapter-model', 'adapter, starts'),
      ),
      ...(bytes === 0 ? [] : [findBuffer(bytes)]),
      ...hostStorage(shape, 'vcpu', bytes),
      model('vmm', 'adapter-model', 'adapter, ends'),
      emulatedInterrupt(shape, handler),
    ]),
  ]
  return {
    ...sheet,
    kind: 'disk',
    direct: false,
    path: (shape) => [
      ...applicationAsks(shape),
      commandsOf(shape, { largest: sheet.largest, segments: sheet.segments, window: sheet.queue }, (bytes) =>
        command(shape, bytes),
      ),
    ],
    flush: (shape) => flushOf(shape, command(shape, 0)),
  }
}
