/**
 * Cirrus Logic GD5446, a VGA card of 1995, as QEMU plays it: a window of memory that a guest draws into, and a screen that
 * somebody may look at. One request draws one run of pixels.
 *
 * trapped: the window is no memory (banked or planar modes, a blitter fed by the CPU). Each 4 bytes are a write that stops the
 * guest. KVM collects such writes in a ring of one page, 170 of them, and goes on; the next finds it full, and the process
 * plays them all.
 * mapped: the window is the frame buffer itself, and drawing is writing memory. The first write to a page since the
 * last look faults, so that KVM knows that it is dirty.
 *
 * Either way a timer of the VMM's loop looks 30 ms after the first change: it asks for the dirty pages, and draws these anew. A
 * screen that nobody changes is not looked at.
 *
 * Not modelled: the blitter's own work, palettes, cursor, sending the picture to a viewer. It interrupts nobody.
 */
import type { Step } from '../path/itinerary.ts'
import { MIB, PAGE } from '../units.ts'
import type { Datasheet, Shape } from './datasheet.ts'
import { model, VMM_WOKEN, work } from './parts.ts'

/** Bytes of one access, and accesses that KVM collects: one page, 8 bytes of heading, 24 each. */
const ELEMENT = 4
const COLLECTED = 170

/** Writes that stop the guest, most of them for the kernel alone. */
function trapped(shape: Shape): readonly Step[] {
  const writes = Math.ceil(shape.bytes / ELEMENT)
  const full = Math.floor(writes / (COLLECTED + 1))
  return [
    work('vcpu', 'kvm', 'exit', 'exit-kernel', 'pixels, 4 bytes a write', {
      times: writes - full,
      counts: 'trap-write',
      crosses: 'exit',
    }),
    work('vcpu', 'vmm', 'exit', 'exit-user', 'collected writes, ring full', {
      times: full,
      counts: 'trap-write',
      crosses: 'exit',
    }),
    model('vcpu', 'vga-write', 'VGA model, each write', writes),
    { do: 'ask', table: 'frame', place: 'vmm', bytes: shape.bytes, text: 'pages, now dirty' },
  ]
}

/** Writes to memory; a page that is clean is write-protected. */
function mapped(shape: Shape): readonly Step[] {
  return [
    { do: 'ask', table: 'frame', place: 'kvm', bytes: shape.bytes, text: 'pages, clean until now' },
    work('vcpu', 'kvm', 'exit', 'exit-kernel', 'first write of a page, fault', {
      times: { answer: 'misses' },
      counts: 'page-fault',
      crosses: 'exit',
    }),
    work('vcpu', 'os', 'copy', 'guest-copy', 'pixels, to memory', { bytes: shape.bytes }),
  ]
}

/** The screen is drawn anew where it changed. */
const REFRESH: Step = {
  do: 'gather',
  at: 'refresh',
  wait: false,
  text: 'screen, 30 ms later',
  member: [],
  steps: [
    ...VMM_WOKEN,
    work('vmm', 'host', 'work', 'host-syscall', 'dirty log, asked'),
    { do: 'ask', table: 'dirty', place: 'vmm', bytes: PAGE, text: 'pages, dirty' },
    work('vmm', 'vmm', 'copy', 'copy-cold', 'copy, page to screen', {
      times: { answer: 'misses' },
      bytes: PAGE,
    }),
  ],
}

export const cirrusVga: Datasheet = {
  id: 'cirrus-vga',
  title: 'display, Cirrus VGA',
  kind: 'display',
  about:
    'A VGA card of 1995. Pixels written through a trapped window stop the guest every 4 bytes; a mapped frame buffer only at the first write of a page.',
  largest: 4 * MIB,
  segments: 1,
  queue: 1,
  effort: 3,
  interrupts: ['intx'],
  direct: false,
  notModelled: ['blitter, palettes, cursor', 'sending the picture to a viewer'],
  path: (shape) => [
    work('vcpu', 'app', 'work', 'application', 'draws'),
    work('vcpu', 'os', 'work', 'guest-draw', 'console, a run of pixels'),
    ...(shape.framebuffer === 'trapped' ? trapped(shape) : mapped(shape)),
    REFRESH,
  ],
}
