/** How far a long measurement is, and about how long it will still take: one line on stderr, where somebody looks on. */

/** Between two lines where stderr is a file. Milliseconds. */
const LINE = 10_000
/** Between two changes of the line on a terminal. */
const FRAME = 100
/** Nothing is estimated before. */
const SETTLED = 500

export class Progress {
  #of: number
  readonly #began = performance.now()
  #done = 0
  /** Known from the start, at no cost. */
  #free = 0
  #told: number

  constructor(of: number) {
    this.#of = of
    this.#told = this.#began
  }

  /** What need not be measured: it was before. */
  skip(configurations: number): void {
    this.#done += configurations
    this.#free += configurations
  }

  /** There is more to be measured than was said. */
  expect(configurations: number): void {
    this.#of += configurations
  }

  add(configurations: number): void {
    this.#done += configurations
    const now = performance.now()
    const seen = process.stderr.isTTY
    if (now - this.#told < (seen ? FRAME : LINE)) return
    this.#told = now
    process.stderr.write(seen ? `\r\u001b[K${this.#line(now)}` : `${this.#line(now)}\n`)
  }

  #line(now: number): string {
    const spent = now - this.#began
    const measured = this.#done - this.#free
    const line = `${this.#done} of ${this.#of} configurations`
    if (spent < SETTLED || measured === 0) return line
    const seconds = Math.ceil(((this.#of - this.#done) * spent) / measured / 1000)
    return `${line}, about ${seconds} s left`
  }

  clear(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
  }
}
