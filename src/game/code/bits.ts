/** Numbers one after the other as bits, and read back. Reading past the end, or a number too large, is a refusal to go on. */

/** Thrown by BitReader where the bits do not hold what is asked; readPayload catches it. */
export class NoMoreBits extends Error {}

export class BitWriter {
  readonly bits: number[] = []

  /** @param width at most 52 */
  put(value: number, width: number): void {
    for (let place = width - 1; place >= 0; place--) this.bits.push(Math.floor(value / 2 ** place) % 2)
  }

  /** A whole number of any size, small ones in five bits: four of the number, the lowest first, and whether more follow. */
  count(value: number): void {
    let rest = value
    do {
      const more = rest >= 16
      this.put((more ? 16 : 0) + (rest % 16), 5)
      rest = Math.floor(rest / 16)
    } while (rest > 0)
  }
}

export class BitReader {
  readonly #bits: readonly number[]
  #at = 0

  constructor(bits: readonly number[]) {
    this.#bits = bits
  }

  get left(): number {
    return this.#bits.length - this.#at
  }

  /** @throws NoMoreBits */
  take(width: number): number {
    if (this.left < width) throw new NoMoreBits()
    let value = 0
    for (let place = 0; place < width; place++) value = value * 2 + this.#bits[this.#at++]
    return value
  }

  /** @throws NoMoreBits also where the number is written longer than it needs */
  count(most = Number.MAX_SAFE_INTEGER): number {
    let value = 0
    for (let scale = 1; ; scale *= 16) {
      const digit = this.take(5)
      value += (digit % 16) * scale
      if (value > most) throw new NoMoreBits()
      if (digit >= 16) continue
      if (digit === 0 && scale > 1) throw new NoMoreBits()
      return value
    }
  }
}
