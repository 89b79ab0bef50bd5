/** Metrics: one number read off a run; one file each. This is the list. */
import { EXIT_REASONS, type Host, type Run } from '../machine/index.ts'
import { bareMetalShare } from './bare-metal-share.ts'
import { budget } from './budget.ts'
import { copiesPerByte } from './copies-per-byte.ts'
import { coreMsPerGb, cpu } from './cpu.ts'
import { deviceTlbHits } from './device-tlb-hits.ts'
import { drops } from './drops.ts'
import { exits, exitsPerRequest } from './exits.ts'
import { fairness } from './fairness.ts'
import { finished } from './finished.ts'
import { guestsBooted } from './guests-booted.ts'
import { interrupts } from './interrupts.ts'
import { iotlbHits } from './iotlb-hits.ts'
import { contained, violations } from './isolation.ts'
import { latencies } from './latency.ts'
import { linesGivenUp, unwantedInterrupts } from './lines.ts'
import { lockHeld, spinning } from './locks.ts'
import { lostPromised, lostWrites } from './lost-writes.ts'
import type { Metric } from './metric.ts'
import { downtime, migrated } from './migration.ts'
import { pinned } from './pinned.ts'
import { packets, requests } from './requests.ts'
import { throughput } from './throughput.ts'

export { type EffortPart, effortParts } from './budget.ts'
export { memoryText, nanosText, percent, perSecondText, setThousands, thousands } from './format.ts'

export type MetricCard = Omit<Metric, 'read' | 'format'>

const METRICS: readonly Metric[] = [
  throughput,
  requests,
  packets,
  bareMetalShare,
  ...latencies,
  finished,
  copiesPerByte,
  exitsPerRequest,
  exits,
  interrupts,
  unwantedInterrupts,
  linesGivenUp,
  cpu,
  coreMsPerGb,
  ...drops,
  iotlbHits,
  deviceTlbHits,
  lockHeld,
  spinning,
  violations,
  contained,
  lostWrites,
  lostPromised,
  guestsBooted,
  migrated,
  downtime,
  pinned,
  budget,
  fairness,
]

export const metricCards: readonly MetricCard[] = METRICS

/** `latency-p99@db.disk` → its two parts. */
export function splitMetric(id: string): { readonly name: string; readonly selector: string | undefined } {
  const at = id.indexOf('@')
  return at < 0 ? { name: id, selector: undefined } : { name: id.slice(0, at), selector: id.slice(at + 1) }
}

export function metricCard(id: string): MetricCard | undefined {
  const { name } = splitMetric(id)
  return METRICS.find((metric) => metric.id === name)
}

/**
 * One number of a run, by id with an optional selector.
 * @param baseline the same work on bare metal, for bare-metal-share
 */
export function readMetric(run: Run, id: string, baseline?: Run): number | { readonly problem: string } {
  const { name, selector } = splitMetric(id)
  const metric = METRICS.find((one) => one.id === name)
  if (metric === undefined) return { problem: `no metric "${name}"` }
  if (selector !== undefined && metric.selector === 'none')
    return { problem: `${name} is one number: nothing goes behind the @` }
  const value = metric.read(run, selector, baseline)
  return (
    value ?? { problem: `${name} knows no "${selector}"; there are ${selectorsOf(metric, run).join(', ')}` }
  )
}

/** What may stand behind the @ of this metric in this run. */
function selectorsOf(metric: Metric, run: Run): readonly string[] {
  const flows = run.flows.map((flow) => flow.id)
  const guests = run.guests.map((guest) => guest.id)
  if (metric.selector === 'core-or-guest') return [...guests, ...run.cores.map((_, core) => `core-${core}`)]
  if (metric.selector === 'guest-or-host') return [...guests, 'host']
  return metric.selector === 'flow-or-reason' ? [...flows, ...EXIT_REASONS] : flows
}

/** "212 MB/s", "4.10 ms", "26.0". */
export function formatMetric(id: string, value: number): string {
  const { name } = splitMetric(id)
  return METRICS.find((metric) => metric.id === name)?.format(value) ?? String(value)
}

/**
 * The host with every device on bare metal, driven as a kernel does by itself (a message for each queue, none waits): what
 * bare-metal-share is measured against, whatever the player has set.
 */
export function bareMetalHost(host: Host): Host {
  return {
    ...host,
    guests: host.guests.map((guest) => ({
      ...guest,
      os: 'linux-6',
      haltPoll: 0,
      devices: guest.devices.map((device) => ({
        ...device,
        controller: 'bare-metal',
        interrupt: 'msix',
        irqCore: -1,
        irqCores: [],
        coalesceUs: 0,
        coalesceFrames: 1,
        adaptive: false,
      })),
    })),
    // As a kernel does by itself: on, and translating nothing.
    iommu: { ...host.iommu, mode: 'identity' },
    events: [],
  }
}
