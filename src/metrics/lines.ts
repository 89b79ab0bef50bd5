import { whole } from './format.ts'
import type { Metric } from './metric.ts'

export const unwantedInterrupts: Metric = {
  id: 'unwanted-interrupts',
  title: 'nobody wanted',
  unit: '',
  better: 'lower',
  selector: 'none',
  text: 'Interrupts of shared lines that no handler wanted.',
  read: (run) => run.lines.reduce((sum, line) => sum + line.unwanted, 0),
  format: whole,
}

export const linesGivenUp: Metric = {
  id: 'lines-given-up',
  title: 'lines given up',
  unit: '',
  better: 'lower',
  selector: 'none',
  text: 'Interrupt lines that the host switched off, since nobody cared for their interrupts.',
  read: (run) => run.lines.filter((line) => line.givenUp >= 0).length,
  format: whole,
}
