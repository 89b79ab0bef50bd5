import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Fnv64 } from '../../src/sim/hash.ts'

function ofText(text: string): string {
  const hash = new Fnv64()
  for (const byte of new TextEncoder().encode(text)) hash.byte(byte)
  return hash.hex()
}

test.each([
  // the test vectors that FNV's authors publish
  ['', 'cbf29ce484222325'],
  ['a', 'af63dc4c8601ec8c'],
  ['b', 'af63df4c8601f1a5'],
  ['c', 'af63de4c8601eff2'],
  ['foo', 'dcb27518fed9d577'],
  ['foob', 'dd120e790c2512af'],
  ['fooba', 'cac165afa2fef40a'],
  ['foobar', '85944171f73967e8'],
])('the hash of "%s" is %s', (text, hex) => {
  expect(ofText(text)).toBe(hex)
})

test('words are hashed byte by byte, the lowest first, as with 64-bit integers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 })), (words) => {
      const hash = new Fnv64()
      let plain = 0xcbf29ce484222325n
      for (const word of words) {
        hash.word(word)
        for (let byte = 0; byte < 4; byte++) {
          plain = BigInt.asUintN(64, (plain ^ BigInt((word >>> (8 * byte)) & 0xff)) * 0x100000001b3n)
        }
      }
      expect(hash.hex()).toBe(plain.toString(16).padStart(16, '0'))
    }),
  )
})

test('reading the hash does not disturb it', () => {
  const hash = new Fnv64()
  hash.byte(0x66)
  hash.hex()
  hash.byte(0x6f)
  hash.byte(0x6f)
  expect(hash.hex()).toBe(ofText('foo'))
})
