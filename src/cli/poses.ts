/** The screens that a picture can be made of: by the keys that lead there. */
import type { Level, Move } from '../game/index.ts'
import { plain } from '../text/plain.ts'
import { type Screen, type State, topOf } from '../ui/state.ts'
import { NOT_MET } from './exit-codes.ts'
import { type Headless, headless, type Pose } from './headless.ts'
import { CannotDo, WrongUse } from './wrong-use.ts'

interface Way {
  readonly from?: 'map'
  readonly keys: readonly string[]
  /** The screen that must be on top then. */
  readonly at: Screen['at']
}

const WAYS: Readonly<Record<string, Way>> = {
  bench: { keys: [], at: 'bench' },
  path: { keys: ['1'], at: 'bench' },
  measured: { keys: ['2'], at: 'bench' },
  cores: { keys: ['3'], at: 'bench' },
  log: { keys: ['4'], at: 'bench' },
  host: { keys: ['6'], at: 'bench' },
  memory: { keys: ['7'], at: 'bench' },
  latency: { keys: ['8'], at: 'bench' },
  queues: { keys: ['9'], at: 'bench' },
  violation: { keys: ['v'], at: 'bench' },
  why: { keys: ['w'], at: 'why' },
  compare: { keys: ['c'], at: 'compare' },
  routing: { keys: ['i'], at: 'routing' },
  card: { keys: ['m'], at: 'card' },
  palette: { keys: [':'], at: 'palette' },
  explore: { keys: ['x'], at: 'explore' },
  debrief: { keys: ['d'], at: 'debrief' },
  runs: { keys: ['f'], at: 'runs' },
  questions: { keys: ['n'], at: 'questions' },
  tree: { keys: ['t'], at: 'tree' },
  hint: { keys: ['h'], at: 'hint' },
  help: { keys: ['?'], at: 'help' },
  map: { from: 'map', keys: [], at: 'map' },
  model: { from: 'map', keys: ['m'], at: 'model' },
  about: { from: 'map', keys: ['a'], at: 'about' },
  guesses: { from: 'map', keys: ['p'], at: 'predictions' },
  settings: { from: 'map', keys: ['o'], at: 'settings' },
}

/** Panels of the bench, for a recording. */
export const BENCH_WAYS: readonly string[] = Object.keys(WAYS).filter((name) => WAYS[name].at === 'bench')

/** What is drawn now, by the name of its pose. @param asked the pose that was led to */
export function poseNow({ stack, bench }: State, asked: string): string {
  const { at } = stack[stack.length - 1]
  if (at !== 'bench') return WAYS[asked]?.at === at ? asked : (nameOf((way) => way.at === at) ?? at)
  if (bench?.incident !== undefined) return 'violation'
  return bench !== undefined && Object.hasOwn(WAYS, bench.focus) ? bench.focus : 'bench'
}

function nameOf(is: (way: Way) => boolean): string | undefined {
  return Object.keys(WAYS).find((name) => is(WAYS[name]))
}

/** A game that shows this screen of a level, after these moves. @throws WrongUse, CannotDo */
export function posed(level: Level, moves: readonly Move[], name: string, pose: Pose): Headless {
  const way = WAYS[name]
  if (way === undefined) throw new WrongUse(`no screen "${name}"; try ${Object.keys(WAYS).join(', ')}`)
  const game =
    way.from === 'map'
      ? headless(level, { screen: 'map' }, pose)
      : headless(level, { screen: 'bench', level: level.id }, pose)
  // The question before the first run is passed over.
  if (topOf(game.store.read()).at === 'menu') game.press('escape')
  for (const move of moves) game.store.send({ kind: 'move', move })
  game.press(...way.keys)
  const state = game.store.read()
  if (topOf(state).at !== way.at) {
    const why = state.bench?.notice ?? 'it does not open here'
    throw new CannotDo(`no picture of ${name}: ${plain(why)}`, NOT_MET)
  }
  return game
}
