/**
 * A running 64-bit FNV-1a hash (Fowler, Noll, Vo; RFC 9923), kept as two 32-bit halves: a Run's fingerprint. Not for secrets.
 */
export class Fnv64 {
  private high = 0xcbf29ce4 | 0
  private low = 0x84222325 | 0

  /** Adds one byte, 0 … 255. */
  byte(value: number): void {
    // times 2^40 + 0x1b3, modulo 2^64; the low half in two pieces of 16 bits, so that nothing leaves 32 bits
    const low = this.low ^ (value & 0xff)
    const right = (low & 0xffff) * 0x1b3
    const left = (low >>> 16) * 0x1b3 + (right >>> 16)
    this.high = (Math.imul(this.high, 0x1b3) + (low << 8) + (left >>> 16)) | 0
    this.low = (left << 16) | (right & 0xffff)
  }

  /** Adds the four bytes of an unsigned (or signed) 32-bit number, lowest first. */
  word(value: number): void {
    // Four times `byte`, with both halves at hand.
    let { high, low } = this
    for (let shift = 0; shift < 32; shift += 8) {
      low ^= (value >>> shift) & 0xff
      const right = (low & 0xffff) * 0x1b3
      const left = (low >>> 16) * 0x1b3 + (right >>> 16)
      high = (Math.imul(high, 0x1b3) + (low << 8) + (left >>> 16)) | 0
      low = (left << 16) | (right & 0xffff)
    }
    this.high = high
    this.low = low
  }

  /** Sixteen hexadecimal digits. Adding may go on afterwards. */
  hex(): string {
    return digits(this.high) + digits(this.low)
  }
}

function digits(half: number): string {
  return (half >>> 0).toString(16).padStart(8, '0')
}
