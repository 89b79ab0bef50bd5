/** What would have helped: the configuration with one knob turned, each simulated. */
import type { Level } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench, Trial } from '../bench.ts'
import { type Block, exact, type Line, left, line, right, span } from '../looks/line.ts'
import { isExamined } from '../task.ts'
import { groupOf, spaced } from '../views/knob-order.ts'
import { metricName } from '../views/metric-name.ts'
import { type Flip, flipsOf, trialName } from '../views/trials.ts'

function judged(trial: Trial): Line {
  const count = trial.values?.violations ?? 0
  return line(
    span(count > 0 ? '✘' : '✔', count > 0 ? 'bad' : 'good'),
    right(formatMetric('violations', count), 6),
    '  ',
  )
}

/** `controller`; where others have one too what tells it apart: `db controller`, else `disk backend`; of a real device `vf1 vlan`. */
export function shortName(level: Level, key: string): string {
  if (groupOf(key).startsWith('host.')) return spaced(key.slice('host.'.length))
  const last = (one: string) => spaced(one.slice(groupOf(one).length + 1))
  const names = [
    last,
    (one: string) => `${one.split('.')[0]} ${last(one)}`,
    (one: string) => spaced(one.split('.').slice(1).join('.')),
  ]
  const tells = (name: (key: string) => string) =>
    level.knobs.every((knob) => knob.key === key || name(knob.key) !== name(key))
  return names.find(tells)?.(key) ?? spaced(key)
}

/** A value as a reader takes it: a number that stands for none is a word. */
export function valueName(key: string, value: string): string {
  const say = words.why.flips
  if (value === '-1' && /\.(pin|vmmPin|backendPin|irq)$/.test(key)) return say.free
  return value === '0' && key.endsWith('.queues') ? say.usual : plainLine(value)
}

function fixLine(bench: Bench, flip: Flip, width: number): Line {
  const name = `${shortName(bench.play.level, flip.key)} = ${valueName(flip.key, flip.value)}`
  const cells = width >= 60 ? 31 : 24
  const trial = bench.trials[trialName(flip.moves)]
  const start = line(` ${left(plainLine(name), cells)} `)
  if (trial?.values === undefined) return exact(line(...start, span(words.debrief.computing, 'muted')), width)
  const [metric] = bench.play.level.headline
  const value = `${metricName(metric, bench.ran?.run, bench.play.level.focus)} ${formatMetric(metric, trial.values[metric])}`
  const missed = width >= 60 ? plainLine(trial.failed ?? '') : ''
  const outcome = trial.passed
    ? span(words.violation.passes, 'good')
    : span(missed === '' ? '' : `✘ ${missed}`, 'bad')
  return exact(line(...start, ...judged(trial), width >= 60 ? left(value, 17) : '', outcome), width)
}

export function fixLines(bench: Bench, width: number): Block {
  if (isExamined(bench)) return [exact(line(span(` ${words.task.hidden}`, 'muted')), width)]
  const { level, moves } = bench.play
  return flipsOf(level, moves).map((flip) => fixLine(bench, flip, width))
}
