/** What stands behind the @ of a metric: something of this host. */
import { EXIT_REASONS, type Host } from '../../machine/index.ts'
import { type MetricCard, metricCard, splitMetric } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import { flowsOfHost } from '../flows.ts'
import { nearest } from '../nearest.ts'
import type { Path, Problem } from '../problem.ts'

export function selectorProblem({ path, id }: { path: Path; id: string }, host: Host): readonly Problem[] {
  const { name, selector } = splitMetric(id)
  const card = metricCard(id)
  if (selector === undefined || card === undefined) return []
  const choices = selectorsOf(card, host)
  if (choices.includes(selector)) return []
  const message =
    choices.length === 0
      ? en.level.selectorless(name)
      : en.level.noSelector(name, selector, nearest(selector, choices))
  return [{ path, message }]
}

/** All that may stand behind the @ of a metric on this host. */
function selectorsOf(card: MetricCard, host: Host): readonly string[] {
  const guests = host.guests.map((guest) => guest.id)
  const flows = flowsOfHost(host)
  switch (card.selector) {
    case 'none':
      return []
    case 'flow':
      return [...flows, ...guests]
    case 'flow-or-reason':
      return [...flows, ...guests, ...EXIT_REASONS]
    case 'core-or-guest':
      return [...Array.from({ length: host.cores }, (_, core) => `core-${core}`), ...guests]
    case 'guest-or-host':
      return [...guests, 'host']
  }
}
