/** Units and addresses of the machine. Mixing up the three kinds of address is the subject of the game, so they are branded. */

/** Simulated time in whole nanoseconds, 0 to 4.29 s. */
export type Nanos = number

/** An address that a device puts on the bus (I/O virtual address, VFIO's and the kernel's word: iova). Bytes. */
export type Iova = number & { readonly __address: 'iova' }
/** An address that a guest believes to be physical (GPA). Bytes. */
export type Gpa = number & { readonly __address: 'gpa' }
/** An address of the real memory (HPA). Bytes. */
export type Hpa = number & { readonly __address: 'hpa' }

/** In place of a number of somebody or something: nobody, nothing. */
export const NONE = -1

export const KIB = 1024
export const MIB = 1024 * KIB
export const GIB = 1024 * MIB
/** `1.5`: so many GiB, as a sentence says it. */
export function gib(bytes: number): string {
  return (bytes / GIB).toFixed(1)
}

const SIZES: Readonly<Record<string, number>> = { K: KIB, M: MIB, G: GIB }

/** `64K`: bytes in the largest unit that divides them. */
export function sizeText(bytes: number): string {
  for (const unit of ['G', 'M', 'K'])
    if (bytes > 0 && bytes % SIZES[unit] === 0) return `${bytes / SIZES[unit]}${unit}`
  return String(bytes)
}

/** The smallest page, and the unit of an IOTLB look-up. Bytes. */
export const PAGE = 4 * KIB
/** One disk sector. Bytes. */
export const SECTOR = 512
