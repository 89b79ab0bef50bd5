/** From the model of a disk through the host's file layer to the real device, and back to the VMM's loop. */

import { readAhead } from '../memory/page-cache.ts'
import type { Step } from '../path/itinerary.ts'
import type { Shape } from './datasheet.ts'
import { backendWoken, copy, type Thread, VMM_WOKEN } from './parts.ts'

/** The real device works, moves the bytes by DMA, and interrupts the host, unless somebody polls it. */
export function deviceWorks(shape: Shape, bytes: number, polled = false): readonly Step[] {
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
  const done = shape.op === 'write' ? [moves, access] : [access, moves]
  if (polled) return done
  return [
    ...done,
    {
      do: 'work',
      on: 'core',
      place: 'host',
      act: 'interrupt',
      cost: 'host-interrupt',
      text: 'interrupt, to the host',
    },
  ]
}

const BACKGROUND_BYTES = 256 * 1024

/**
 * One command through the host's file layer and the real device, from the thread that runs the model back to the one that
 * completes it. Calls that block are made by the process's helper; a model that blocks for each request makes them itself.
 */
export function hostStorage(
  shape: Shape,
  on: Thread,
  bytes: number,
  back: 'vmm' | 'backend' = 'vmm',
  file: Exclude<Thread, 'vcpu'> = 'worker',
): readonly Step[] {
  const returns = file === back ? [again(back)] : back === 'vmm' ? VMM_WOKEN : backendWoken([], true)
  const submit: Step = {
    do: 'work',
    on,
    place: 'host',
    act: 'work',
    cost: 'host-syscall',
    text: 'system call',
  }
  const block = (thread: Thread): Step => ({
    do: 'work',
    on: thread,
    place: 'host',
    act: 'work',
    cost: 'host-block',
    text: 'block layer, driver',
  })
  if (shape.cache === 'none' || shape.cache === 'directsync')
    return [submit, block(on), ...deviceWorks(shape, bytes), ...returns]
  const toWorker: readonly Step[] = file === on ? [] : [{ ...again(file), kick: [submit] }]
  const call: Step = {
    do: 'work',
    on: file,
    place: 'host',
    act: 'work',
    cost: 'host-syscall',
    text: 'file, host system call',
  }
  const lookup: readonly Step[] = [
    {
      do: 'work',
      on: file,
      place: 'host',
      act: 'work',
      cost: 'cache-lookup',
      text: 'page cache, asked',
    },
    { do: 'ask', table: 'cache', place: 'host', bytes, text: 'missing pages' },
  ]
  const stretch = readAhead({ op: shape.op, pattern: shape.sequential ? 'sequential' : 'random' })
  const fetched = Math.ceil(bytes / stretch) * stretch
  const fetch: readonly Step[] = [
    block(file),
    ...deviceWorks(shape, shape.op === 'read' ? fetched : bytes),
    again(file),
  ]
  const through = shape.cache === 'writethrough'
  if (shape.op === 'read')
    return [
      ...toWorker,
      call,
      ...lookup,
      {
        do: 'each',
        window: 1,
        commands: [{ times: { answer: 'missing' }, bytes, steps: fetch }],
        text: 'only what the cache lacks',
      },
      copy(file, 'host', bytes, 'copy, out of page cache'),
      ...returns,
    ]
  return [
    ...toWorker,
    call,
    ...lookup,
    copy(file, 'host', bytes, 'copy, into page cache'),
    ...(through ? fetch : [writeBack(shape, bytes)]),
    ...returns,
  ]
}

/** A thread that called, or is to call, goes on: woken where it sleeps. */
function again(to: Exclude<Thread, 'vcpu'>): Extract<Step, { do: 'post' }> {
  return { do: 'post', to, kick: [], wake: 'wake-thread', place: 'host', text: 'file thread, woken' }
}

/** Dirty pages go to the device later, many at a time; nobody waits for it. */
function writeBack(shape: Shape, bytes: number): Step {
  const members = Math.max(1, Math.floor(BACKGROUND_BYTES / bytes))
  return {
    do: 'gather',
    at: 'writeback',
    wait: false,
    bytes,
    full: members * bytes,
    member: [],
    text: `every ${members} requests, later`,
    steps: deviceWorks({ ...shape, op: 'write' }, members * bytes),
  }
}
