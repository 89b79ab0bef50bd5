/**
 * Mouse reports as a terminal sends them (SGR, 1006): `ESC [ < button ; column ; row M`, with a small m for a release. Ink
 * takes the escape away, and hands on as text what came in pieces with a pause between.
 */

export interface Pointing {
  readonly kind: 'press' | 'wheel-up' | 'wheel-down'
  /** Cells from 0. */
  readonly x: number
  readonly y: number
}

export interface MouseInput {
  readonly events: readonly Pointing[]
  /** What was no report: keys. */
  readonly rest: string
  /** The beginning of a report that has not ended yet. */
  readonly pending: string
}

/** A report; without `[` where its escape and bracket were taken for keys before. */
const REPORT = /\[?<(\d{1,4});(\d{1,5});(\d{1,5})([Mm])/g
const BEGUN = /\[<[\d;]{0,16}$/
const GOES_ON = /^[\d;]{0,16}[Mm]|^[\d;]{1,16}$/

/** Modifiers that a press may be made with, added to its button: shift, meta, control. */
const MODIFIERS = 4 + 8 + 16
const LEFT = 0
const WHEEL_UP = 64
const WHEEL_DOWN = 65

function pointing(code: number, x: number, y: number, end: string): readonly Pointing[] {
  if (end === 'm' || x < 1 || y < 1) return []
  const at = { x: x - 1, y: y - 1 }
  switch (code & ~MODIFIERS) {
    case LEFT:
      return [{ kind: 'press', ...at }]
    case WHEEL_UP:
      return [{ kind: 'wheel-up', ...at }]
    case WHEEL_DOWN:
      return [{ kind: 'wheel-down', ...at }]
    default:
      return []
  }
}

/** Takes reports out of what arrived, with the beginning that arrived before. */
export function readMouse(pending: string, input: string): MouseInput {
  // Where something else came, a beginning with numbers was cut off and is nothing; without, it was two keys.
  const goesOn = pending === '' || GOES_ON.test(input) || !/\d/.test(pending)
  const text = goesOn ? pending + input : input
  const events: Pointing[] = []
  const rest = text.replace(REPORT, (_, code: string, x: string, y: string, end: string) => {
    events.push(...pointing(Number(code), Number(x), Number(y), end))
    return ''
  })
  const begun = BEGUN.exec(rest)
  return { events, rest: begun === null ? rest : rest.slice(0, begun.index), pending: begun?.[0] ?? '' }
}
