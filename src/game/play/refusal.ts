/** A player's mistake: a value, shown kindly, never thrown. */
export interface Refusal {
  readonly problem: string
}

export function isRefusal(answer: object): answer is Refusal {
  return 'problem' in answer
}
