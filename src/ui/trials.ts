/** What is simulated when nothing else is: trials of the bench, and the numbers that questions ask for. */
import { answerIn, answerJob, numberAsked } from '../game/index.ts'
import type { Host, Run } from '../machine/index.ts'
import type { SimulateOptions } from './outside.ts'
import type { Effect, Message } from './state.ts'

export type Trial = Extract<Effect, { kind: 'try' | 'compute' }>

export function jobOf(trial: Trial): SimulateOptions & { readonly host: Host } {
  if (trial.kind === 'try') {
    const { host, seed, duration, baseline, factors } = trial
    return { host, seed, duration, baseline, factors }
  }
  const asked = numberAsked(trial.level, trial.question)
  if (asked === undefined) throw new Error('a question that asks for no number is not simulated')
  return answerJob(trial.level, asked)
}

/** What is told of its run. */
export function triedOf(trial: Trial, run: Run, baseline: Run | undefined): Message {
  if (trial.kind === 'try') return { kind: 'tried', trial: trial.trial, run, baseline }
  const { level, question } = trial
  const asked = numberAsked(level, question)
  return {
    kind: 'computed',
    level,
    question,
    value: asked === undefined ? 0 : answerIn(asked, run, baseline),
  }
}
