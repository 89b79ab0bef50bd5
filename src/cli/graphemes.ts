/**
 * Stands in for Intl.Segmenter in the bundle: the same graphemes, with a fast path for texts of the characters that
 * the screens are made of. Ink cuts every line of every frame into graphemes; and making the first real segmenter
 * takes longer than drawing a frame. A property test holds it against the real one.
 */
import { oneCell } from './one-cell.ts'

interface Grapheme {
  readonly segment: string
  readonly index: number
}

interface Graphemes extends Iterable<Grapheme> {
  containing(index?: number): Grapheme | undefined
}

/** What stands in colour sequences and between lines: a grapheme of its own, too. */
const ALONE = new Uint8Array(oneCell)
for (const control of [0x07, 0x09, 0x0a, 0x1b]) ALONE[control] = 1

function isSimple(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (ALONE[text.charCodeAt(index)] !== 1) return false
  return true
}

/** A text whose code units are its graphemes. */
class Units implements Graphemes {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  [Symbol.iterator](): Iterator<Grapheme> {
    const graphemes: Grapheme[] = []
    for (let index = 0; index < this.#text.length; index++)
      graphemes.push({ segment: this.#text[index], index })
    return graphemes[Symbol.iterator]()
  }

  containing(index = 0): Grapheme | undefined {
    const segment = this.#text[index]
    return segment === undefined ? undefined : { segment, index }
  }
}

const { Segmenter } = Intl

export class FastSegmenter {
  readonly #arguments: ConstructorParameters<typeof Segmenter>
  readonly #graphemes: boolean
  #real: Intl.Segmenter | undefined

  constructor(...given: ConstructorParameters<typeof Segmenter>) {
    this.#arguments = given
    this.#graphemes = (given[1]?.granularity ?? 'grapheme') === 'grapheme'
  }

  segment(text: string): Graphemes {
    if (this.#graphemes && isSimple(text)) return new Units(text)
    this.#real ??= new Segmenter(...this.#arguments)
    return this.#real.segment(text)
  }
}
