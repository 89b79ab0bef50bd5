/**
 * The version of the model: it rises when any result changes. A result code names the one that its claim was made with. A test
 * holds what the current one gives for real levels.
 */

export const MODEL_VERSION = 1

export interface ModelLine {
  readonly model: number
  /** First version of the package that carries it. */
  readonly from: string
  /** Last one; the current model has none yet. */
  readonly to?: string
}

/** Every model that there was, the newest last. Who raises the version says here which package was the last with the one before. */
export const MODEL_LINES: readonly ModelLine[] = [{ model: 1, from: '0.1.0' }]

/** The newest package that carries a model, to be run with npx; undefined: none that is known here, so a later one. */
export function packageOf(model: number, lines: readonly ModelLine[] = MODEL_LINES): string | undefined {
  const line = lines.find((one) => one.model === model)
  return line && (line.to ?? line.from)
}
