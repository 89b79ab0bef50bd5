/** The player's prediction beside what came of it. */
import { choiceText, predictionOf } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { isExamined } from '../task.ts'

/** One sentence; undefined while nothing is predicted, or nothing ran yet. */
export function guessSaid(bench: Pick<Bench, 'play' | 'rules'>): string | undefined {
  const { play } = bench
  const guess = predictionOf(play)
  if (guess === undefined) return undefined
  const { predict } = play.level
  const said = plainLine(choiceText(predict, guess.choice))
  if (isExamined(bench)) return words.task.guessHidden(said)
  return words.bench.guessed(said, formatMetric(predict.metric, guess.value), guess.correct)
}
