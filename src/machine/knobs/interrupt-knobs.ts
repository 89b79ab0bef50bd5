/** Knobs of where a device's interrupts are taken, and how long they wait for company. */
import { type DevicePart, onDevice } from '../hardware/device-part.ts'
import { type Knob, number } from './knob.ts'

const SAME = 'same'

/** Cores in one word: `0+2+4`. */
const IRQ_CORES_KNOB: Knob<DevicePart> = {
  name: 'irqCores',
  text: 'cores that take the interrupts of its queues, in turn',
  values: [SAME, '0', '0+1', '0+1+2+3'],
  about: (value) =>
    value === SAME
      ? 'All go where `irq` says.'
      : `The first queue calls core ${value.split('+').join(', the next core ')}; then from the first again.`,
  read: ({ device: { irqCores } }) => (irqCores.length === 0 ? SAME : irqCores.join('+')),
  write: (part, value) => {
    if (value !== SAME && !/^\d{1,2}(\+\d{1,2}){0,63}$/.test(value)) return undefined
    const irqCores = value === SAME ? [] : value.split('+').map(Number)
    return irqCores.some((core) => core > 63)
      ? undefined
      : onDevice((device) => ({ ...device, irqCores }))(part)
  },
}

export const INTERRUPT_KNOBS: readonly Knob<DevicePart>[] = [
  number<DevicePart>(
    'irq',
    'core that takes the interrupt; -1 follows the guest',
    { min: -1, max: 63, unit: 'core' },
    (value) => (value < 0 ? 'Wherever the waiting thread ran last.' : `Always core ${value}.`),
    (part) => part.device.irqCore,
    (part, irqCore) => onDevice((device) => ({ ...device, irqCore }))(part),
  ),
  IRQ_CORES_KNOB,
  number<DevicePart>(
    'coalesceUs',
    'how long an interrupt waits for company',
    { min: 0, max: 1000, unit: 'us' },
    (value) => (value === 0 ? 'No interrupt waits.' : `An interrupt waits up to ${value} µs for others.`),
    (part) => part.device.coalesceUs,
    (part, coalesceUs) =>
      onDevice((device) => ({
        ...device,
        coalesceUs,
        coalesceFrames: coalesceUs > 0 ? Math.max(2, device.coalesceFrames) : device.coalesceFrames,
      }))(part),
  ),
  number<DevicePart>(
    'coalesceFrames',
    'how many completions end that wait',
    { min: 1, max: 256, unit: 'completions' },
    (value) => `${value} completions go at once.`,
    (part) => part.device.coalesceFrames,
    (part, coalesceFrames) => onDevice((device) => ({ ...device, coalesceFrames }))(part),
  ),
]
