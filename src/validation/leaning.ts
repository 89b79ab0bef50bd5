/**
 * Which rows lean on which cost. By the paths of a request alone: a row that is a share of another configuration moves by as
 * much as the cost's part in the one differs from that in the other. An estimate, as every path at rest; cheap enough for a card.
 */
import { type CostId, type Host, pathAtRest } from '../machine/index.ts'
import type { RateRow } from './row.ts'
import type { Scenario } from './scenario.ts'

export interface Leaning {
  readonly id: string
  readonly metric: string
  /** The values are shares of this configuration's. */
  readonly of?: string
  readonly measured: number
  readonly simulated: number
  /** simulated / measured */
  readonly ratio: number
  /** The most first, at least LEAST. Were the cost 10 % longer, the row would move by a tenth of so much. */
  readonly costs: readonly (readonly [CostId, share: number])[]
}

/** Share of a request below which a cost is not worth a line. */
const LEAST = 0.05

/** Rows that count, were simulated, and lean on any cost. */
export function leaning(scenarios: readonly Scenario[], rows: readonly RateRow[]): readonly Leaning[] {
  return scenarios.flatMap((scenario) => {
    const shares = new Map(scenario.configurations.map(({ name, host }) => [name, host && sharesOf(host)]))
    return scenario.series.flatMap((series) =>
      [...series.values.keys()].flatMap((name): Leaning[] => {
        const id = [scenario.id, series.id, name].filter((part) => part !== '').join('.')
        const row = rows.find((one) => one.id === id)
        if (row?.simulated == null || row.ratio === null || row.repeats !== undefined) return []
        const costs = between(shares.get(name), row.of === undefined ? undefined : shares.get(row.of))
        if (costs.length === 0) return []
        const { metric, of, measured, simulated, ratio } = row
        return [{ id, metric, ...(of && { of }), measured, simulated, ratio, costs }]
      }),
    )
  })
}

type Shares = ReadonlyMap<CostId, number>

/** Each cost's part of a request alone, where it is largest among the flows of a host. */
function sharesOf(host: Host): Shares {
  const found = new Map<CostId, number>()
  for (const guest of host.guests)
    for (const device of guest.devices) {
      const path = pathAtRest(host, `${guest.id}.${device.id}`).filter(({ scope }) => scope !== 'background')
      const whole = path.reduce((sum, { nanos }) => sum + nanos, 0)
      const own = new Map<CostId, number>()
      for (const { cost, nanos } of path)
        if (cost !== undefined && nanos > 0) own.set(cost, (own.get(cost) ?? 0) + nanos / whole)
      for (const [cost, share] of own) found.set(cost, Math.max(share, found.get(cost) ?? 0))
    }
  return found
}

function between(here: Shares | undefined, there: Shares | undefined): Leaning['costs'] {
  return [...new Set([...(here ?? new Map()).keys(), ...(there ?? new Map()).keys()])]
    .map((cost): readonly [CostId, number] => {
      const share = Math.abs((here?.get(cost) ?? 0) - (there?.get(cost) ?? 0))
      return [cost, Math.round(share * 100) / 100]
    })
    .filter(([, share]) => share >= LEAST)
    .sort(([, one], [, other]) => other - one)
}
