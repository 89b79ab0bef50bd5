/** Draws the task of a day: in slices beside the screen, or at once before it. */
import { type Daily, drawDaily } from '../game/index.ts'
import { simulateInSlices, simulateWhole } from './slices.ts'

/** Simulations after which the task is there, most days; only the number on screen comes from it. */
const USUAL = 120

/** The day by this machine's clock and zone. */
export function today(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

export function drawInSlices(
  date: string,
  onProgress: (share: number) => void,
  onDone: (daily: Daily) => void,
): void {
  const search = drawDaily(date)
  let runs = 0
  function go(step: ReturnType<typeof search.next>): void {
    if (step.done === true) {
      onDone(step.value)
      return
    }
    const { host, seed, duration } = step.value
    if (++runs % 20 === 0) onProgress(Math.min(0.99, runs / USUAL))
    simulateInSlices(
      host,
      { seed, duration, baseline: false, record: false },
      () => {},
      (run) => go(search.next(run)),
    )
  }
  go(search.next())
}

export function drawWhole(date: string): Daily {
  const search = drawDaily(date)
  let step = search.next()
  while (step.done !== true) {
    const { host, seed, duration } = step.value
    step = search.next(simulateWhole(host, { seed, duration }))
  }
  return step.value
}
