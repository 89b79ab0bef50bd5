/** When a typed number counts as the one that the simulation computes. */

/** Share by which it may be off. */
const NEAR = 0.02

/** Within two hundredths, or as the number is when it is rounded to two digits. */
export function isRightAnswer(typed: number, computed: number): boolean {
  if (!Number.isFinite(typed) || !Number.isFinite(computed)) return false
  if (Math.abs(typed - computed) <= NEAR * Math.abs(computed)) return true
  return typed === Number(computed.toPrecision(2))
}
