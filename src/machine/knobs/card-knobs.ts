/** Knobs of a network card's virtual functions: what its switch checks of their frames. Set through the physical function. */
import type { Device } from '../host/host.ts'
import { flag, type Knob, number } from './knob.ts'

/** The largest number of a network that a frame's tag holds: 12 bits, less one that means all. */
const LAST_VLAN = 4094

/** Of a virtual function: `host.vf1.spoofCheck`, `host.vf1.vlan`. What is the default is left unsaid. */
export const FUNCTION_KNOBS: readonly Knob<Device>[] = [
  flag<Device>(
    'spoofCheck',
    'whether the card looks for the sender in what this function sends',
    {
      on: 'The card drops a frame that names another sender than this function.',
      off: 'A frame may name anybody as its sender.',
    },
    (device) => device.spoofCheck ?? true,
    ({ spoofCheck: _before, ...rest }, value) => (value ? rest : { ...rest, spoofCheck: false }),
  ),
  number<Device>(
    'vlan',
    'the network that the card puts this function into; 0: none of its own',
    { min: 0, max: LAST_VLAN, unit: 'VLAN' },
    (value) =>
      value === 0
        ? 'In the one network of all functions that are in none of their own.'
        : `In network ${value}: the card carries its frames to functions of the same number only.`,
    (device) => device.vlan ?? 0,
    ({ vlan: _before, ...rest }, vlan) => (vlan === 0 ? rest : { ...rest, vlan }),
  ),
]
