/**
 * The characters that the screens are made of: each is one cell wide and one grapheme, wherever it stands among its
 * like. What comes from Unicode's tables in general can be told of them by a look into one array.
 */

/** Inclusive ranges of code units. */
const RANGES: readonly (readonly [number, number])[] = [
  [0x20, 0x7e], // ASCII
  [0xa0, 0xa8], // Latin-1, without © ® (emoji) and the soft hyphen
  [0xaa, 0xac],
  [0xaf, 0x17f],
  [0x391, 0x3a1], // Greek letters
  [0x3a3, 0x3c9],
  [0x2010, 0x2027], // dashes, quotes, ellipsis
  [0x2030, 0x203b], // (the next one is an emoji)
  [0x2190, 0x2193], // arrows, operators
  [0x2200, 0x22ff],
  [0x2500, 0x25a9], // boxes, blocks, shapes, without those that are emoji
  [0x25ac, 0x25b5],
  [0x25b7, 0x25bf],
  [0x25c1, 0x25fa],
  [0x2605, 0x2606], // stars
  [0x2713, 0x2713], // ticks and crosses
  [0x2715, 0x2715],
  [0x2717, 0x2718],
  [0x271a, 0x271a],
  [0x2800, 0x28ff], // braille
]

/** 1 for each such code unit. */
export const oneCell = new Uint8Array(0x10000)
for (const [from, to] of RANGES) oneCell.fill(1, from, to + 1)
/** Drawn as text, one cell wide, unless a selector follows. */
oneCell[0x2714] = 1
oneCell[0x25b6] = 1
oneCell[0x25c0] = 1
