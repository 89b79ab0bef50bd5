/** Violations in sentences: what, when, who, whom, where to; and what one knob would change. */
import type { Incident, Run } from '../../machine/index.ts'
import { formatMetric } from '../../metrics/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import { address, grouped, moment, size } from '../looks/format.ts'
import { remember } from '../looks/line.ts'
import { isFrame, whyItPassed } from '../screens/violation.ts'
import { isExamined } from '../task.ts'
import { type Flip, flipsOf, trialName } from '../views/trials.ts'
import { FREE, hitText } from '../widgets/memory-map.ts'
import { incidentPlace } from '../widgets/path.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { knobName } from './bench.ts'

/** The log is long: a violation is looked up in it once. */
const placeOf = remember(incidentPlace)

function where(value: number): string {
  return value < 0 ? words.violation.nowhere : address(value)
}

function deviceOf({ device }: Incident, { host }: Run): string {
  const model = Object.values(host.devices).find((one) => one.address === device)?.model
  return `${plainLine(device)}${model === undefined ? '' : `, ${model},`}`
}

/** What became of one access. `index`: into the violations of the run. */
export function violationSaid(run: Run, index: number): string[] {
  const incident = run.violations[index]
  if (incident === undefined) return [words.bench.noViolation]
  const { address: asked, meant, landed, bytes, owner, victim } = incident
  const { ordinal } = placeOf(run, incident)
  const isPlace = bytes > 0 && !isFrame(incident)
  const page = landed < 0 ? '' : `, ${words.violation.page(address(Math.floor(landed / 4096)))}`
  return [
    words.line.violation(
      grouped(index + 1),
      grouped(run.violationCount),
      words.violation.what[incident.kind],
    ),
    words.line.violationAt(moment(incident.at), ordinal > 0 ? words.line.ofRequest(ordinal) : ''),
    words.line.who(deviceOf(incident, run), plainLine(owner), `${plainLine(victim)}${page}`),
    ...(isPlace && asked !== landed ? [words.line.asked(where(asked))] : []),
    ...(isPlace ? [words.line.where(where(meant), hitText(incident))] : []),
    whyItPassed(incident, run),
  ]
}

/** Who owns which memory, in the order of its addresses. */
export function memorySaid(run: Run): string {
  return words.line.memory(
    run.memory
      .map(({ owner, bytes }) =>
        words.line.owns(owner === FREE ? words.line.free : plainLine(owner), size(bytes)),
      )
      .join(', '),
  )
}

/** Are the outcomes of all single turns of a knob there? */
export function fixesKnown(bench: Bench): boolean {
  const { level, moves } = bench.play
  return flipsOf(level, moves).every((flip) => bench.trials[trialName(flip.moves)]?.values !== undefined)
}

/** What one knob would change, each with what it comes to. */
export function fixItems(bench: Bench): { readonly flip: Flip; readonly text: string }[] {
  const { level, moves } = bench.play
  return flipsOf(level, moves).flatMap((flip) => {
    const trial = bench.trials[trialName(flip.moves)]
    if (trial?.values === undefined) return []
    const count = words.line.noViolations(formatMetric('violations', trial.values.violations ?? 0))
    const outcome = words.line.fixed(count, trial.passed === true, plainLine(trial.failed ?? ''))
    return [{ flip, text: `${words.line.fix(knobName(flip.key), plainLine(flip.value))}: ${outcome}.` }]
  })
}

export function fixesSaid(bench: Bench): string[] {
  if (isExamined(bench)) return [capital(sentence(words.task.hiddenWhat(words.task.trials)))]
  const rows = fixItems(bench).map(({ text }) => text)
  return rows.length === 0 ? [words.line.noFix] : [words.line.fixes, ...numbered(rows)]
}

/** Faults that are said at once. */
const FAULTS = 5

export function faultsSaid(run: Run): string[] {
  if (run.containedCount === 0) return [words.line.noFaults]
  const rows = run.contained.slice(0, FAULTS).map((one) => {
    const place = isFrame(one) || one.bytes === 0 ? '' : words.line.faultAt(address(one.address))
    return `${capital(words.line.fault(words.violation.what[one.kind], moment(one.at), place))}.`
  })
  return [words.line.faults(run.containedCount), ...numbered(rows)]
}
