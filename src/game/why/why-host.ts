/** What numbers of the host as a whole come of: isolation, losses, guests, memory, effort, lines. */
import { type Host, type Incident, type Run, readKnob, treeRows } from '../../machine/index.ts'
import { effortParts, formatMetric, nanosText } from '../../metrics/index.ts'
import { words } from '../../text/ui-words.ts'
import { grouped, largestFirst, type Part, type Reason } from './why.ts'
import { iommuReasons, ownerOf, reason } from './why-reasons.ts'
import { countText } from './why-text.ts'

function count(step: string, kind: Part['kind'], value: number, because: readonly Reason[] = []): Part {
  return { step, kind, value, because }
}

function whole(step: string, causes: readonly Part[], because: readonly Reason[] = []): Part {
  const value = causes.reduce((sum, one) => sum + one.value, 0)
  const none = value === 0 && because.length === 0 ? [{ text: words.why.counts.none }] : because
  return {
    step,
    kind: 'all',
    value,
    because: none,
    causes: largestFirst(causes.filter((one) => one.value > 0)),
  }
}

function address(value: number): string {
  return `0x${value.toString(16)}`
}

/** What let it happen, or stopped it: from the device to whoever sits in the guest. */
export function incidentReasons(run: Run, one: Incident): readonly Reason[] {
  const { host } = run
  const say = words.why.host
  const device = Object.entries(host.devices).find(([, real]) => real.address === one.device)
  const guest = host.guests.find(({ id }) => id === one.owner)
  const flow = run.flows.find(({ id }) => id === one.flow)
  const owner = flow && ownerOf(host, flow)
  const translation = owner === undefined ? [] : iommuReasons(owner).slice(0, 1)
  const iommu: readonly Reason[] =
    translation.length > 0
      ? translation
      : [reason(host, words.why.because.iommu(host.iommu.mode), 'host.iommu.mode')]
  return [
    { text: say.access(device?.[0] ?? one.device, one.owner) },
    ...whyItPassed(run, one),
    ...iommu,
    ...(owner === undefined || owner.device.guestIommu === 'off'
      ? []
      : [reason(host, words.why.because.mapping(owner.device.guestIommu), `${owner.flow.id}.guestIommu`)]),
    ...(one.victim === '-' || one.landed < 0
      ? [{ text: say.stopped }]
      : [{ text: say.landed(address(one.landed), one.victim) }]),
    ...(one.meant >= 0 ? [{ text: say.meant(address(one.meant)) }] : []),
    ...groupReasons(host, device?.[0]),
    ...(guest === undefined || guest.trust === 'trusted'
      ? []
      : [reason(host, say.trust(guest.id, guest.trust), `${guest.id}.trust`)]),
  ]
}

/** Devices that no port keeps apart from this one. */
function groupReasons(host: Host, device: string | undefined): readonly Reason[] {
  const rows = treeRows(host)
  const own = rows.find(({ one }) => one.kind === 'endpoint' && one.name === device)
  if (own === undefined || own.group < 0) return []
  const peers = rows.filter(
    ({ one, group }) => one.kind === 'endpoint' && group === own.group && one.name !== device,
  )
  return peers.length === 0
    ? []
    : [{ text: words.why.host.group(peers.map(({ one }) => one.name).join(', ')) }]
}

/** The sentence of the Violation panel. */
function whyItPassed({ host }: Run, { kind, owner }: Incident): readonly Reason[] {
  const { mode, ats } = host.iommu
  const say = words.violation
  const why = kind === 'stale-mapping' && mode !== 'translated' ? undefined : say.why[kind]
  if (why !== undefined) return [{ text: why }]
  if (kind !== 'dma-foreign-memory') return []
  if (mode === 'translated') return [{ text: ats === true ? say.believed : say.translated }]
  const bare = host.guests
    .find(({ id }) => id === owner)
    ?.devices.some(({ controller }) => controller === 'bare-metal')
  return [{ text: bare === true ? say.untranslatedBare : say.untranslated }]
}

/** Violations, or contained faults: by what happened, and whose device it was. */
export function incidentsTree(run: Run, which: 'violations' | 'contained', step: string): Part {
  const list = run[which]
  const all = which === 'violations' ? run.violationCount : run.containedCount
  const kind = which === 'violations' ? 'bad' : 'contained'
  const groups = grouped(list, (one) => `${one.kind} ${one.flow}`)
  const causes = [...groups.values()].map((group): Part => {
    const [first] = group
    return {
      step: `${words.violation.what[first.kind]}: ${first.flow}`,
      kind,
      // The lists end at a thousand.
      value: (group.length * all) / list.length,
      because: incidentReasons(run, first),
      example: { flow: first.flow, at: first.at },
    }
  })
  return whole(step, causes)
}

/** One violation or fault, as a chain. */
export function incidentTree(run: Run, one: Incident): Part {
  const kind = run.violations.includes(one) ? 'bad' : 'contained'
  return {
    step: `${words.violation.what[one.kind]}, ${words.why.host.at(nanosText(one.at))}`,
    kind,
    value: 1,
    because: incidentReasons(run, one),
    causes: [],
    example: { flow: one.flow, at: one.at },
  }
}

export function lostTree(run: Run, flows: readonly number[], step: string, promised: boolean): Part {
  const say = words.why.host
  const cut = run.host.events.find((event) => event.kind === 'power-cut')
  const causes = flows.map((index): Part => {
    const flow = run.flows[index]
    const owner = ownerOf(run.host, flow)
    const cacheKey = `host.${owner?.device.backing}.writeCache`
    const mode = readKnob(run.host, cacheKey) ?? 'none'
    const because =
      owner === undefined
        ? []
        : [
            reason(run.host, say.cache(owner.device.cache), `${flow.id}.cache`),
            reason(run.host, words.why.because.writeCache(mode), cacheKey),
            ...(promised ? [] : [{ text: say.promised(countText(flow.lostPromised)) }]),
          ]
    return count(flow.id, 'bad', promised ? flow.lostPromised : flow.lostWrites, because)
  })
  return whole(step, causes, cut === undefined ? [] : [{ text: say.cut(nanosText(run.duration)) }])
}

export function guestsTree(run: Run, step: string): Part {
  const say = words.why.host
  const causes = run.guests.map((guest): Part => {
    const text =
      guest.reason === undefined
        ? say.boots
        : guest.lacksNetwork === true
          ? say.noNetwork(guest.reason)
          : say.doesNotBoot(guest.reason)
    return count(guest.id, guest.boots ? 'guest' : 'bad', guest.boots ? 1 : 0, [{ text }])
  })
  // Who does not boot counts nothing, and is what one wants to read.
  const value = causes.reduce((sum, one) => sum + one.value, 0)
  return { step, kind: 'all', value, because: [], causes }
}

export function migrationTree(run: Run, step: string, downtime: boolean): Part {
  const say = words.why.host
  const causes = run.migrations.map((one): Part => {
    const text =
      one.state === 'done'
        ? say.moved(nanosText(one.took), nanosText(one.downtime))
        : one.state === 'refused'
          ? say.refused(one.reason ?? '')
          : say.unfinished(one.rounds)
    const value = downtime ? one.downtime : one.state === 'done' ? 1 : 0
    return count(one.guest, one.state === 'done' ? 'guest' : 'bad', value, [{ text }])
  })
  const value = downtime
    ? Math.max(0, ...causes.map((one) => one.value))
    : causes.reduce((sum, one) => sum + one.value, 0)
  const because = causes.length === 0 ? [{ text: words.why.counts.none }] : []
  // The longest stop is one guest's; the others stand beside it.
  const shown = downtime ? largestFirst(causes).slice(0, 1) : causes
  return { step, kind: 'all', value, because, causes: shown }
}

/** Whose memory cannot move: all of it, or what is mapped at once. */
export function pinnedTree(run: Run, step: string): Part {
  const say = words.why.host
  const causes = run.pinnedBy.map(({ guest, bytes }): Part => {
    const owner = run.host.guests.find(({ id }) => id === guest)
    const mapping = owner?.devices.find(({ controller }) => controller === 'vfio-pci')
    const text = bytes === owner?.memory ? say.allMemory : say.mapped
    const key = mapping === undefined ? undefined : `${guest}.${mapping.id}.guestIommu`
    return count(guest, 'guest', bytes, [reason(run.host, text, key)])
  })
  return whole(step, causes, run.pinned === 0 ? [{ text: say.notPinned }] : [])
}

export function budgetTree(run: Run, step: string): Part {
  const say = words.why.host
  const { models, paid } = effortParts(run.host)
  const uses = (id: string): Reason[] =>
    run.host.guests.flatMap((guest) =>
      guest.devices
        .filter(({ controller }) => controller === id)
        .map((device) => reason(run.host, say.model, `${guest.id}.${device.id}.controller`)),
    )
  return whole(step, [
    ...models.map(({ name, points }) => count(name, 'model', points, uses(name))),
    ...paid.map(({ name, points }) => count(name, 'host', points, [{ text: say.paid }])),
  ])
}

export function fairnessTree(run: Run, step: string): Part {
  const causes = run.guests.map((guest): Part => {
    const flows = run.flows.filter((flow) => flow.guest === guest.id)
    const bytes = flows.reduce((sum, flow) => sum + flow.payload, 0)
    const rate = formatMetric('throughput', (bytes * 1e9) / run.duration)
    return count(guest.id, 'guest', bytes, [{ text: words.why.host.gets(rate) }])
  })
  return whole(step, causes)
}

export function linesTree(run: Run, step: string, givenUp: boolean): Part {
  const say = words.why.host
  const causes = run.lines.map((one): Part => {
    const value = givenUp ? (one.givenUp >= 0 ? 1 : 0) : one.unwanted
    return count(say.line(one.line, one.devices.join(', ')), 'bad', value, [
      { text: say.unwanted(countText(one.unwanted), countText(one.interrupts)) },
      ...(one.givenUp >= 0 ? [{ text: say.givenUp(nanosText(one.givenUp)) }] : []),
    ])
  })
  return whole(step, causes)
}
