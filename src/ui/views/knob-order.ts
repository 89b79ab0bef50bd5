/** Knobs as the bench names and lists them: those of one device, guest or host together, else in the level's order. */
import type { Knob, Level } from '../../game/index.ts'

/** Cells that a knob's name has on the bench. */
export const NAME_CELLS = 12

/** `files.disk`, `db`, `host`; of a real device or a port `host.vf1` where its name does not fit before that of the knob. */
export function groupOf(key: string): string {
  const long = spaced(key.slice('host.'.length)).length > NAME_CELLS
  return key.startsWith('host.') && !(long && OF_DEVICE.test(key))
    ? 'host'
    : key.slice(0, key.lastIndexOf('.'))
}

/** Other dots are in the names of the host's own knobs. */
const OF_DEVICE = /^host\.(?!iommu\.|dirty\.).+\./

export function orderedKnobs(level: Pick<Level, 'knobs'>): readonly Knob[] {
  const groups = [...new Set(level.knobs.map((knob) => groupOf(knob.key)))]
  return groups.flatMap((group) => level.knobs.filter((knob) => groupOf(knob.key) === group))
}

/** The shortest end of a knob's key that no other knob of the level ends with: `ring`, `files disk controller`. */
export function knobLabel(level: Pick<Level, 'knobs'>, key: string): string {
  const parts = key.split('.')
  const end = parts
    .map((_, index) => parts.slice(parts.length - 1 - index).join('.'))
    .find((one) => level.knobs.filter((knob) => `.${knob.key}`.endsWith(`.${one}`)).length <= 1)
  return spaced(end ?? key)
}

/** `queueDepth` → `queue depth` */
export function spaced(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[-.]/g, ' ')
    .toLowerCase()
    .replace(/ us$/, ' µs')
}
