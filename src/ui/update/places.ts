/** Where one was on a screen: kept when it is left, found again when it is opened, within a session; of the bench beyond it. */
import { type LevelProgress, levelProgress } from '../../game/index.ts'
import { type Bench, PANELS } from '../bench.ts'
import { groundOf, type Screen, type State, type Step } from '../state.ts'
import { orderedKnobs } from '../views/knob-order.ts'

/** Of what a place is one: the game, the level on the bench, its newest run, or the screen below. */
type Whose = 'game' | 'level' | 'run' | 'ground'

/** Fields of a screen that are found again, and whose place that is. */
const KEPT: Readonly<
  Partial<Record<Screen['at'], { readonly of: Whose; readonly fields: readonly string[] }>>
> = {
  settings: { of: 'game', fields: ['cursor'] },
  sandbox: { of: 'game', fields: ['cursor'] },
  explore: { of: 'level', fields: ['x', 'y', 'filter', 'cursor'] },
  tree: { of: 'level', fields: ['scroll'] },
  runs: { of: 'run', fields: ['cursor'] },
  debrief: { of: 'run', fields: ['tab', 'scroll'] },
  help: { of: 'ground', fields: ['scroll'] },
}

/** Fields of the bench that are found again. */
type BenchPlace = Pick<Bench, 'knob' | 'focus' | 'tab' | 'scroll' | 'flow'>

export interface Places {
  readonly screens: Readonly<Record<string, Screen>>
  readonly benches: Readonly<Record<string, BenchPlace>>
}

function nameOf(state: State, screen: Screen): string | undefined {
  const kept = KEPT[screen.at]
  const level = state.bench?.play.level.id ?? ''
  switch (kept?.of) {
    case undefined:
      return undefined
    case 'game':
      return screen.at
    case 'level':
      return `${screen.at} ${level}`
    case 'run':
      return `${screen.at} ${level} ${state.bench?.ran?.number}`
    case 'ground':
      return `${screen.at} ${groundOf(state).at}`
  }
}

const has = (state: State, at: Screen['at']) => state.stack.some((screen) => screen.at === at)

function benchLeft(before: State, after: State): boolean {
  if (!has(before, 'bench') || before.bench === undefined) return false
  return !has(after, 'bench') || after.bench?.play.level.id !== before.bench.play.level.id
}

/** What was looked at at a violation is no place of the bench. */
function placeOfBench({ knob, focus, tab, scroll, flow, incident }: Bench): BenchPlace {
  if (incident !== undefined) return { knob, focus: 'bench', tab: 'path', scroll: {}, flow }
  return { knob, focus, tab, scroll, flow }
}

/** The places after a step that left screens. */
function placesAfter(before: State, after: State): Places {
  const places = before.places ?? { screens: {}, benches: {} }
  const left = before.stack.flatMap((screen) => {
    const name = has(after, screen.at) ? undefined : nameOf(before, screen)
    return name === undefined ? [] : [[name, screen] as const]
  })
  const screens = left.length === 0 ? places.screens : { ...places.screens, ...Object.fromEntries(left) }
  const { bench } = before
  const benches =
    bench !== undefined && benchLeft(before, after)
      ? { ...places.benches, [bench.play.level.id]: placeOfBench(bench) }
      : places.benches
  return screens === places.screens && benches === places.benches ? places : { screens, benches }
}

/** A screen that was opened, with its fields as they were. */
function found(state: State, places: Places, screen: Screen): Screen {
  const name = nameOf(state, screen)
  const before = name === undefined ? undefined : places.screens[name]
  if (before === undefined) return screen
  const fields = KEPT[screen.at]?.fields ?? []
  return {
    ...screen,
    ...Object.fromEntries(Object.entries(before).filter(([field]) => fields.includes(field))),
  }
}

/** The place of the last session: the knob that was in hand, and the panel. */
function placeInProgress(bench: Bench, entry: LevelProgress): Partial<BenchPlace> {
  const { place } = entry
  if (place === undefined) return {}
  const knob = orderedKnobs(bench.play.level).findIndex(({ key }) => key === place.knob)
  const panel = PANELS.find((one) => one === place.panel && one !== 'violation' && one !== 'goals')
  // The panel of the first level is the one that it shows.
  const focus = bench.play.level.big === undefined ? panel : undefined
  return {
    ...(knob < 0 ? {} : { knob }),
    ...(focus === undefined ? {} : { focus, tab: focus === 'bench' ? bench.tab : focus }),
  }
}

function benchFound(state: State, places: Places): Bench | undefined {
  const { bench } = state
  if (bench === undefined) return undefined
  const { level } = bench.play
  const place = places.benches[level.id] ?? placeInProgress(bench, levelProgress(state.progress, level.id))
  const knob = Math.min(place.knob ?? bench.knob, Math.max(0, level.knobs.length - 1))
  return { ...bench, ...place, knob }
}

/** A step with the places of the screens that it left kept, and those of the screens that it opened found again. */
export function withPlaces(before: State, answer: Step): Step {
  const after = answer.state
  if (after.stack === before.stack) return answer
  const places = placesAfter(before, after)
  const opened = has(after, 'bench') && (!has(before, 'bench') || benchLeft(before, after))
  const stack = after.stack.map((screen) => (has(before, screen.at) ? screen : found(after, places, screen)))
  const state = { ...after, stack, places, bench: opened ? benchFound(after, places) : after.bench }
  return { ...answer, state }
}

/** What the save file keeps of it. */
export function savedPlace(bench: Bench): NonNullable<LevelProgress['place']> | undefined {
  const knob = orderedKnobs(bench.play.level)[bench.knob]?.key
  return knob === undefined ? undefined : { knob, panel: placeOfBench(bench).focus }
}
