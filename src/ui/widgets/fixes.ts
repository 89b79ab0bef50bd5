/** What would have helped: the configuration with one knob turned, each simulated. */
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench, Trial } from '../bench.ts'
import { groupOf } from '../knob-order.ts'
import { type Block, exact, type Line, left, line, right, span } from '../line.ts'
import { metricName } from '../metric-name.ts'
import { type Flip, flipsOf, trialName } from '../trials.ts'

function judged(trial: Trial): Line {
  const count = trial.values?.violations ?? 0
  return line(
    span(count > 0 ? '✘' : '✔', count > 0 ? 'bad' : 'good'),
    right(formatMetric('violations', count), 6),
    '  ',
  )
}

function fixLine(bench: Bench, flip: Flip, width: number): Line {
  const name = `${flip.key.slice(groupOf(flip.key).length + 1)} = ${flip.value}`
  const cells = width >= 60 ? 27 : 24
  const trial = bench.trials[trialName(flip.moves)]
  const start = line(` ${left(plainLine(name), cells)} `)
  if (trial?.values === undefined) return exact(line(...start, span(words.debrief.computing, 'muted')), width)
  const [metric] = bench.play.level.headline
  const value = `${metricName(metric, bench.ran?.run, bench.play.level.focus)} ${formatMetric(metric, trial.values[metric])}`
  const missed = width >= 60 ? plainLine(trial.failed ?? '') : ''
  const outcome = trial.passed ? span(words.violation.passes, 'good') : span(missed, 'muted')
  return exact(line(...start, ...judged(trial), width >= 60 ? left(value, 19) : '', outcome), width)
}

export function fixLines(bench: Bench, width: number): Block {
  const { level, moves } = bench.play
  return flipsOf(level, moves).map((flip) => fixLine(bench, flip, width))
}
