/** How much memory a guest's process may lock: only where devices reach that memory by themselves. */
import type { Guest } from '../host/host.ts'
import { GIB, sizeText } from '../units.ts'
import { type Knob, size } from './knob.ts'

export const MEMLOCK_KNOB: Knob<Guest> = size<Guest>(
  'memlock',
  'memory that its process may lock for devices (RLIMIT_MEMLOCK); 0: all it wants',
  { min: 0, max: 1024 * GIB },
  (bytes) =>
    bytes === 0 ? 'As much as it wants.' : `At most ${sizeText(bytes)}: what wants more does not start.`,
  (guest) => guest.memlock,
  (guest, memlock) => ({ ...guest, memlock }),
)
