/** The Model: its lists and cards, what if, and what `m` opens on the bench. */
import { hostOf } from '../../game/index.ts'
import { type CostId, ERAS, type Row } from '../../machine/index.ts'
import type { CommandId } from '../../text/ui-keys.ts'
import { type Bench, flowOf } from '../bench.ts'
import {
  type Card,
  HERE,
  type ModelScreen,
  push,
  replaceTop,
  type Screen,
  type State,
  type Step,
  step,
  topOf,
} from '../state.ts'
import type { Explained } from '../views/explained.ts'
import { orderedKnobs } from '../views/knob-order.ts'
import {
  CHEAPER,
  costsOf,
  DEARER,
  eraOf,
  indexLike,
  isListed,
  termsOf,
  trialOfCost,
} from '../views/model-view.ts'
import { moveBy, moved } from './moving.ts'
import { jobOf } from './runs.ts'

function modelScreen(state: State, cost?: CostId): ModelScreen {
  const era = eraOf(state.bench)
  return {
    at: 'model',
    tab: 'costs',
    era,
    byGrade: false,
    cost: cost ?? costsOf(era, false)[0].id,
    term: 0,
    page: 0,
    asked: [],
  }
}

function quiet(state: State): State {
  return state.bench === undefined ? state : { ...state, bench: { ...state.bench, playing: false } }
}

function showModel(state: State, cost?: CostId): Step {
  const shown = push(quiet(state), modelScreen(state, cost))
  return state.checked === undefined ? step(shown, { kind: 'read-checked' }) : step(shown)
}

function openCard(state: State, card: Card): Step {
  return step(push(quiet(state), { at: 'card', card, scroll: 0 }))
}

/** Opens what explains a word: its term, the card of a number, a cost. */
export function explained(state: State, what: Explained): Step {
  switch (what.of) {
    case 'metric':
      return openCard(state, what)
    case 'cost':
      return showModel(state, what.cost)
    case 'term': {
      const shown = showModel(state)
      const { stack } = shown.state
      const top = { ...modelScreen(state), tab: 'terms', term: what.term } as const
      return { ...shown, state: { ...shown.state, stack: [...stack.slice(0, -1), top] } }
    }
  }
}

/** The step of the path under the cursor. */
export function rowInHand(
  bench: Bench,
): { readonly flow: number; readonly row: number; readonly step: Row } | undefined {
  const run = bench.ran?.run
  if (run === undefined) return undefined
  const flow = flowOf(bench, run)
  const row = bench.scroll.path ?? 0
  const found = run.flows[flow]?.path[row]
  return found === undefined ? undefined : { flow, row, step: found }
}

function cardInHand(state: State, bench: Bench): Step {
  const { focus } = bench
  const { level } = bench.play
  if (bench.incident !== undefined && (focus === 'violation' || focus === 'memory'))
    return openCard(state, { of: 'violation', index: bench.incident })
  if (focus === 'path') {
    const held = rowInHand(bench)
    if (held === undefined) return showModel(state)
    if (isListed(held.step.cost)) return showModel(state, held.step.cost)
    return openCard(state, { of: 'step', flow: held.flow, row: held.row })
  }
  if (focus === 'measured') {
    const id = level.show[Math.min(bench.scroll.measured ?? 0, level.show.length - 1)]
    if (id !== undefined) return openCard(state, { of: 'metric', id })
  }
  if (focus === 'goals') {
    const id = level.goals[bench.scroll.goals ?? 0]?.metric
    if (id !== undefined) return openCard(state, { of: 'metric', id })
  }
  const knob = orderedKnobs(level)[bench.knob]
  if (focus === 'bench' && knob !== undefined) return openCard(state, { of: 'knob', key: knob.key })
  return showModel(state)
}

/** `m`: the card of what is in hand; where nothing is, every cost. */
export function openModel(state: State): Step {
  const top = topOf(state)
  if (top.at === 'bench' && state.bench !== undefined) return cardInHand(state, state.bench)
  if (top.at === 'model' || top.at === 'look-up' || top.at === 'orientation') return step(state)
  return showModel(state)
}

/** A command on the Model; undefined: not its business. */
export function modelCommand(
  state: State,
  top: ModelScreen,
  command: CommandId,
  key: string,
): Step | undefined {
  const by = moveBy(command)
  if (by !== undefined) return step(moveModel(state, top, by))
  const to = (change: Partial<ModelScreen>) => step(replaceTop(state, { ...top, ...change }))
  switch (command) {
    case 'next-panel':
    case 'panel-before':
      return to({ tab: top.tab === 'costs' ? 'terms' : 'costs' })
    case 'panel-number':
      return key === '1' ? to({ tab: 'costs' }) : key === '2' ? to({ tab: 'terms' }) : step(state)
    case 'by-grade':
      return to({ byGrade: !top.byGrade })
    case 'next-era':
      return to({ era: ERAS[(ERAS.indexOf(top.era) + 1) % ERAS.length] })
    case 'turn-card':
      return to({ page: top.page + 1 })
    case 'look-up':
      return step(push(state, { at: 'look-up', text: '' }))
    case 'cheaper':
      return whatIf(state, top, CHEAPER)
    case 'dearer':
      return whatIf(state, top, DEARER)
    default:
      return undefined
  }
}

function moveModel(state: State, top: ModelScreen, by: number): State {
  if (top.tab === 'terms')
    return replaceTop(state, { ...top, term: moved(top.term, by, termsOf(state).length) })
  const costs = costsOf(top.era, top.byGrade)
  const at = costs.findIndex(({ id }) => id === top.cost)
  return replaceTop(state, { ...top, page: 0, cost: costs[moved(Math.max(0, at), by, costs.length)].id })
}

/** What lies on the bench, with one cost changed: simulated beside everything else. */
function whatIf(state: State, top: ModelScreen, factor: number): Step {
  const { bench } = state
  const shown = { ...top, page: HERE }
  if (top.tab === 'terms') return step(state)
  if (bench?.ran === undefined || bench.impossible !== undefined) return step(replaceTop(state, shown))
  const trial = trialOfCost(bench, top.cost, factor)
  if (bench.trials[trial] !== undefined || top.asked.includes(trial)) return step(replaceTop(state, shown))
  return step(replaceTop(state, { ...shown, asked: [...top.asked, trial] }), {
    kind: 'try',
    trial,
    host: hostOf(bench.play),
    factors: { [top.cost]: factor },
    ...jobOf(bench.play.level),
  })
}

const LONGEST = 30
const TYPED = /^[\p{L}\p{N}. -]$/u

/** A key while a name is typed; undefined: it is none of the text. */
export function typeLookUp(
  state: State,
  top: Extract<Screen, { at: 'look-up' }>,
  key: string,
): Step | undefined {
  const character = key === 'space' ? ' ' : key
  const erases = key === 'backspace' || key === 'delete'
  if (!erases && !TYPED.test(character)) return undefined
  const text = erases ? top.text.slice(0, -1) : (top.text + character).slice(0, LONGEST)
  const stack = state.stack.map((screen): Screen => {
    if (screen === top) return { at: 'look-up', text }
    return screen.at === 'model' ? { ...screen, ...found(state, screen, text) } : screen
  })
  return step({ ...state, stack })
}

/** Where the cursor goes; nowhere if nothing is called that. */
function found(state: State, { tab, era, byGrade }: ModelScreen, text: string): Partial<ModelScreen> {
  if (tab === 'terms') {
    const at = indexLike(
      termsOf(state).map(({ word }) => word),
      text,
    )
    return at < 0 ? {} : { term: at }
  }
  const costs = costsOf(era, byGrade)
  const at = indexLike(
    costs.map(({ id }) => id),
    text,
  )
  return at < 0 ? {} : { cost: costs[at].id, page: 0 }
}
