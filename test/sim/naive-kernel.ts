/** The kernel's contract in its plainest form, a list kept in order, and a way to play the same plan on either. */

export const endOfTime = 2 ** 32 - 1

interface Scheduler {
  now: number
  register(actor: { fire(argument: number): void }): number
  schedule(delay: number, actor: number, argument: number): void
  run(events: number): string
  endAt(end: number): void
}

export class NaiveKernel implements Scheduler {
  now = 0
  private actors: { fire(argument: number): void }[] = []
  private pending: { time: number; actor: number; argument: number }[] = []

  register(actor: { fire(argument: number): void }): number {
    return this.actors.push(actor) - 1
  }

  schedule(delay: number, actor: number, argument: number): void {
    const time = this.now + delay
    const later = this.pending.findIndex((event) => event.time > time)
    this.pending.splice(later < 0 ? this.pending.length : later, 0, { time, actor, argument })
  }

  endAt(): void {
    throw new Error('a list needs no end: cut what it gave')
  }

  run(events: number): string {
    for (let left = events; left > 0; left--) {
      const event = this.pending.shift()
      if (event === undefined) return 'drained'
      this.now = event.time
      this.actors[event.actor].fire(event.argument)
    }
    return 'more'
  }
}

export interface Planned {
  delay: number
  actor: number
  argument: number
}

export interface Plan {
  first: Planned[]
  /** What the first, second, … handled event schedules. */
  causes: Planned[][]
  /** If there are some, events aim at these moments instead of using their delays. */
  moments?: number[]
}

export interface Entry {
  now: number
  actor: number
  argument: number
}

/** Plays a plan to its end, in slices of the given sizes over and over, and returns what happened. */
export function play(
  kernel: Scheduler,
  plan: Plan,
  slices: number[] = [Infinity],
  ending?: { afterEvents: number; end: number; goOn?: boolean },
): Entry[] {
  const trace: Entry[] = []
  const numbers: number[] = []
  const schedule = ({ delay, actor, argument }: Planned): void => {
    const aim = plan.moments?.[argument % plan.moments.length] ?? kernel.now + delay
    kernel.schedule(Math.max(0, Math.min(aim, endOfTime) - kernel.now), numbers[actor], argument)
  }
  const setEnd = (): void => {
    if (ending !== undefined && trace.length === ending.afterEvents && kernel.now <= ending.end)
      kernel.endAt(ending.end)
  }
  for (let actor = 0; actor < 3; actor++) {
    const fire = (argument: number): void => {
      const { now } = kernel
      plan.causes[trace.length]?.forEach(schedule)
      trace.push({ now, actor, argument })
      setEnd()
    }
    numbers.push(kernel.register({ fire }))
  }
  plan.first.forEach(schedule)
  setEnd()
  for (let slice = 0; ; slice++) {
    const state = kernel.run(slices[slice % slices.length])
    if (state === 'drained') return trace
    if (state === 'ended' && ending?.goOn !== true) return trace
    if (state === 'ended') kernel.endAt(endOfTime)
    if (state === 'ended' && kernel.now === endOfTime) return trace
  }
}
