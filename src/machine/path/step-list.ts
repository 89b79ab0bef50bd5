/** What a list of steps has in it: rows of the drawing, and who works. */
import type { Role, Step } from './itinerary.ts'

/** Who works in a list; the device stands for steps that wait for others. */
export function processors(steps: readonly Step[], roles = new Set<Role>()): ReadonlySet<Role> {
  for (const step of steps)
    switch (step.do) {
      case 'work':
        roles.add(step.on)
        break
      case 'hold':
      case 'attempt':
        processors(step.steps, roles)
        break
      case 'post':
      case 'each':
      case 'gather':
        roles.add('device')
        break
      case 'ask':
      case 'return':
        break
    }
  return roles
}

/** Rows that a list has in the drawing. */
export function countRows(steps: readonly Step[]): number {
  let rows = 0
  for (const step of steps)
    switch (step.do) {
      case 'work':
      case 'ask':
        rows++
        break
      case 'post':
        rows += 1 + countRows(step.kick)
        break
      case 'each':
        rows += Math.max(...step.commands.map((one) => countRows(one.steps)))
        break
      case 'gather':
        rows += countRows(step.steps) + countRows(step.member) + countRows(step.echo ?? [])
        break
      case 'hold':
      case 'attempt':
        rows += countRows(step.steps)
        break
      case 'return':
        break
    }
  return rows
}
