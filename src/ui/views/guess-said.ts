/** The player's prediction beside what came of it. */
import { choiceText, type Play, predictionOf } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'

/** One sentence; undefined while nothing is predicted, or nothing ran yet. */
export function guessSaid(play: Play): string | undefined {
  const guess = predictionOf(play)
  if (guess === undefined) return undefined
  const { predict } = play.level
  const said = plainLine(choiceText(predict, guess.choice))
  return words.bench.guessed(said, formatMetric(predict.metric, guess.value), guess.correct)
}
