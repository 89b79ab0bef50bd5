/** What the models of emulated hardware compute, beside the exits that call them. */
import { ASSUMED, always, type Cost, ns, software } from './cost-value.ts'

export const MODEL_COSTS = {
  'adapter-model': software(
    ns(2000, 'M', ASSUMED, 'the model of an adapter starts or ends one command', [1000, 4000]),
  ),
  'ide-model': software(
    ns(2000, 'M', ASSUMED, 'the model of an IDE disk starts or ends one command', [1000, 4000]),
  ),
  'ide-block': software(
    ns(500, 'M', ASSUMED, 'the model of an IDE disk prepares one DRQ block of 8 KiB', [200, 1000]),
  ),
  'lsi-script': software(
    ns(
      10000,
      'D',
      'QEMU 7.2.22: 145 to 275 fetches of the emulated SCRIPTS processor a command, about 50 ns each',
      'the model runs the small program that drives the chip',
    ),
  ),
  'lsi-script-in-guest': software(
    ns(
      17000,
      'D',
      'QEMU 7.2.22: as lsi-script, and 90 to 200 accesses to its own registers, about 50 ns each',
      'the same program, fetched from guest memory, for a chip without memory of its own',
    ),
  ),
  'lsi-segment': software(
    ns(
      150,
      'D',
      'QEMU 7.2.22: three fetches for one move instruction, about 50 ns each',
      'one scatter element of that program',
    ),
  ),
  'lsi-pause': always(
    ns(
      500_000,
      'S',
      'QEMU, hw/scsi/lsi53c895a.c: a timer of 500 us, read in the patch (commit 9876359990, in stable 7.2 as well)',
      'a script that has run 100 instructions in a row goes on',
    ),
  ),
  'vga-write': software(
    ns(
      100,
      'M',
      ASSUMED,
      'the model of a VGA card plays one collected write, by its modes and masks',
      [50, 300],
    ),
  ),
  'floppy-sector': software(
    ns(
      1500,
      'M',
      ASSUMED,
      'the model of a floppy controller moves one sector through its FIFO',
      [1000, 3000],
    ),
  ),
  'e1000-model': software(ns(2000, 'M', ASSUMED, 'the model of the card walks one descriptor', [1000, 4000])),
} as const satisfies Readonly<Record<string, Cost>>
