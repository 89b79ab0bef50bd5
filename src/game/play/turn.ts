/** Turning a knob, with the nearest choices where it cannot be. */
import { type Host, readKnob, setKnob } from '../../machine/index.ts'
import { suggestion } from '../suggestion.ts'
import type { Refusal } from './refusal.ts'

/** The host with one knob turned, or a sentence why not. */
export function turnKnob(host: Host, key: string, value: string): { readonly host: Host } | Refusal {
  const answer = setKnob(host, key, value)
  if ('host' in answer) return answer
  const asked = readKnob(host, key) === undefined ? key : value
  return { problem: `${answer.problem}${suggestion(asked, answer.choices)}` }
}
