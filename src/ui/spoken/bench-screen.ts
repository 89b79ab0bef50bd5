/** The bench as a screen: what is in hand, what the last change did, its panels, and where the playhead stands. */
import { words } from '../../text/ui-words.ts'
import { type Bench, incidentOf, type PanelId } from '../bench.ts'
import type { State } from '../state.ts'
import { panelName } from '../tabs.ts'
import { capital, numbered, sentence } from './aloud.ts'
import { benchTitle, coresSaid, goalsSaid, inHand, knobItems, logSaid, measuredSaid } from './bench.ts'
import { changesSaid } from './changes.ts'
import { playSaid } from './follow.ts'
import { pathSaid } from './path.ts'
import { hostSaid, latencySaid, memoryPictureSaid } from './pictures.ts'
import { queuesSaid } from './queues.ts'
import { faultsSaid, fixesSaid, memorySaid, violationSaid } from './violation.ts'

const PANELS_SAID = ['measured', 'path', 'cores', 'log'] as const
/** Said only while they are in hand. */
const PICTURES_SAID = ['host', 'memory', 'latency', 'queues'] as const

/** One panel of the bench. */
export function panelSaid(state: State, bench: Bench, panel: PanelId): string[] {
  if (bench.ran === undefined && panel !== 'goals' && panel !== 'bench')
    return [capital(sentence(words.line.noRunOf(panelName(panel))))]
  switch (panel) {
    case 'path':
      return pathSaid(bench, state.progress.settings.path === 'mib', bench.focus === 'path')
    case 'measured':
      return measuredSaid(bench)
    case 'cores':
      return coresSaid(bench)
    case 'log':
      return logSaid(bench)
    case 'goals':
      return goalsSaid(bench)
    case 'bench':
      return [words.line.knobsAre, ...numbered(knobItems(bench))]
    case 'queues':
      return queuesSaid(bench)
    case 'host':
      return hostSaid(bench)
    case 'memory':
      return memoryPictureSaid(bench)
    case 'latency':
      return latencySaid(bench)
    case 'violation':
      return bench.ran === undefined ? [] : [memorySaid(bench.ran.run)]
  }
}

/** The panel that was gone to is said before the others. */
function panelsSaid(state: State, bench: Bench): string[] {
  // The goals have said that there is no run yet.
  if (bench.ran === undefined) return []
  const known: readonly PanelId[] = [...PANELS_SAID, ...PICTURES_SAID]
  const first = known.filter((one) => one === bench.focus)
  const rest = PANELS_SAID.filter((one) => one !== bench.focus)
  return [...first, ...rest].flatMap((one) => panelSaid(state, bench, one))
}

export function benchSaid(state: State, bench: Bench): string[] {
  const running = bench.pending !== undefined && bench.pending.share > 0 ? [words.line.simulating] : []
  const changes = bench.ran === undefined && bench.impossible === undefined ? [] : changesSaid(bench)
  const isFirst = bench.before === undefined && bench.impossible === undefined
  return [
    benchTitle(bench),
    ...running,
    ...inHand(bench),
    ...(isFirst && bench.ran !== undefined ? changes : [...changes, ...goalsSaid(bench)]),
    words.line.knobsAre,
    ...numbered(knobItems(bench)),
    ...panelsSaid(state, bench),
    ...playSaid(bench),
  ]
}

export function incidentSaid(state: State, bench: Bench): string[] {
  const run = bench.ran?.run
  if (run === undefined || incidentOf(bench) === undefined) return benchSaid(state, bench)
  const perMebibyte = state.progress.settings.path === 'mib'
  return [
    benchTitle(bench),
    ...violationSaid(run, bench.incident ?? 0),
    memorySaid(run),
    ...fixesSaid(bench),
    ...(run.containedCount > 0 ? faultsSaid(run) : []),
    ...inHand(bench),
    ...goalsSaid(bench),
    ...pathSaid(bench, perMebibyte),
    ...playSaid(bench),
  ]
}
