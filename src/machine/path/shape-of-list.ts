/** What a list is as a whole: commands, whether anything goes on beside them, what it leaves dirty. */
import type { Step } from './itinerary.ts'

/** Nothing of the list goes on beside anything else of it. */
export function serial(steps: readonly Step[]): boolean {
  return steps.every(serialStep)
}

function serialStep(step: Step): boolean {
  switch (step.do) {
    case 'each':
      return (
        (step.window === 1 || total(step.commands) <= 1) &&
        step.commands.every((group) => serial(group.steps))
      )
    case 'hold':
    case 'attempt':
    case 'gather':
      return serial(step.steps)
    case 'work':
    case 'ask':
    case 'post':
    case 'return':
      return true
  }
}

/** Bytes that the request leaves dirty in the page cache. */
export function dirtied(steps: readonly Step[], repeat: number): number {
  let bytes = 0
  for (const step of steps)
    switch (step.do) {
      case 'gather':
        bytes += (step.bytes ?? 0) * repeat
        break
      case 'hold':
      case 'attempt':
        bytes += dirtied(step.steps, repeat)
        break
      case 'each':
        for (const group of step.commands)
          bytes += dirtied(group.steps, repeat * (typeof group.times === 'number' ? group.times : 1))
        break
      case 'work':
      case 'ask':
      case 'post':
      case 'return':
        break
    }
  return bytes
}

function total(commands: Extract<Step, { do: 'each' }>['commands']): number {
  return commands.reduce((sum, group) => sum + (typeof group.times === 'number' ? group.times : 1), 0)
}

/** Commands of the outermost split. */
export function commandCount(steps: readonly Step[]): number {
  for (const step of steps) {
    if (step.do === 'each') return total(step.commands)
    if (step.do === 'hold' || step.do === 'attempt') {
      const inner = commandCount(step.steps)
      if (inner > 0) return inner
    }
  }
  return 1
}
