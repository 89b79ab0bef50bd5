/** The Why screen in sentences: the cause or the change in hand, then all that `why` tells. */
import { causeText } from '../../game/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import type { WhyScreen } from '../state.ts'
import { isExamined } from '../task.ts'
import { flipMetric, flipRows, whyOf, whyRows } from '../views/why-view.ts'
import { outcomeText } from '../widgets/flip-table.ts'
import { benchTitle, knobName } from './bench.ts'
import { causeSaid, flipsSaid, whySaid } from './why.ts'

/** The cause under the cursor, with its parts and what it comes of. */
function causeInHand(bench: Bench, screen: WhyScreen): string[] {
  const why = whyOf(bench, screen)
  if (why === undefined) return []
  const rows = whyRows(why, screen.turned)
  const at = Math.min(screen.cursor, rows.length - 1)
  const row = rows[at]
  if (row === undefined) return []
  const { cause, open } = row
  const folds = cause.causes.length > 0 && !open ? words.spoken.why.folded(cause.causes.length) : ''
  const said =
    row.path === '0'
      ? words.spoken.why.whole(causeText(cause.value, why.unit))
      : causeSaid(cause, why.unit, new Set())
  return [words.line.handRow(said.replace(/\.$/, '') + folds, at + 1, rows.length)]
}

/** The change under the cursor, with what it comes to. */
function flipInHand(bench: Bench, screen: WhyScreen): string[] {
  if (isExamined(bench)) return []
  const rows = flipRows(bench)
  const at = Math.min(screen.flip, rows.length - 1)
  const row = rows[at]
  if (row === undefined) return [words.why.flips.none]
  const metric = flipMetric(bench, screen)
  const value = row.trial?.values?.[metric]
  const said = [
    value === undefined ? words.why.flips.waiting : formatMetric(metric, value),
    row.trial === undefined ? '' : plainLine(outcomeText(bench, row.trial)),
  ]
  const name = words.spoken.why.change(
    knobName(row.flip.key),
    plainLine(row.flip.from),
    plainLine(row.flip.value),
  )
  const outcome = said.filter((one) => one !== '').join(', ')
  return [words.line.handRow(`${name}: ${outcome}`, at + 1, rows.length)]
}

export function whyScreenSaid(bench: Bench, screen: WhyScreen): string[] {
  const head = benchTitle(bench)
  if (screen.panel === 'flips')
    return [head, ...flipInHand(bench, screen), ...flipsSaid(bench, flipMetric(bench, screen))]
  return [head, ...causeInHand(bench, screen), ...whySaid(bench, screen.asked)]
}
