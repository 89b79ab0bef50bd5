/** Fair, and proved so: each rule looks at the measured space and gives the reasons why it is broken. */
import { formatMetric } from '../../metrics/index.ts'
import { en } from '../../text/index.ts'
import type { Level } from '../level.ts'
import type { Move } from '../play/moves.ts'
import { type GoalResult, scoreValues } from '../play/score.ts'
import type { Problem } from '../problem.ts'
import { IMPOSSIBLE, type Landscape, readerAt } from '../space/measure.ts'
import { regions, winsOf } from '../space/optimum.ts'
import { digitsAt, indexAfter, indexOfDigits } from '../space/space.ts'

/** How far a goal keeps from the nearest reference, as a share of its target. */
export const MARGIN = 0.05
/** A larger space would take too long to prove. */
export const LARGEST_SPACE = 720

export interface Evidence {
  readonly level: Level
  readonly landscape: Landscape
  /** For each configuration its stars, the fewest of any seed; 0: it does not win. */
  readonly stars: readonly number[]
  readonly frontPoints: number
}

export type Rule = (evidence: Evidence) => readonly Problem[]

const passesOnSomeSeed = ({ level, landscape }: Evidence, index: number): boolean =>
  level.seeds.some((_, seed) => scoreValues(level, readerAt(landscape, index, seed)).passed)

const startFails: Rule = (evidence) =>
  passesOnSomeSeed(evidence, indexAfter(evidence.level, []))
    ? [{ path: ['start'], message: en.check.startPasses }]
    : []

const lastValuesFail: Rule = (evidence) => {
  const { level } = evidence
  const last = indexOfDigits(
    level,
    level.knobs.map((knob) => knob.values.length - 1),
  )
  return passesOnSomeSeed(evidence, last) ? [{ path: ['knobs'], message: en.check.lastValuesPass }] : []
}

/** A goal that is not met, with the seed on which it happened. */
function firstUnmet(
  { level, landscape }: Evidence,
  index: number,
): { goal: GoalResult; seed: number } | undefined {
  for (const [place, seed] of level.seeds.entries()) {
    const goal = scoreValues(level, readerAt(landscape, index, place)).goals.find(({ met }) => !met)
    if (goal !== undefined) return { goal, seed }
  }
  return undefined
}

/** A decoy that cannot even be built would fail for no reason of its own. */
const waysExist: Rule = ({ level, landscape }) => {
  const exists = (moves: readonly Move[]) =>
    landscape.measured[indexAfter(level, moves) * landscape.seeds].paths !== IMPOSSIBLE
  const check = (name: string, ways: readonly { readonly moves: readonly Move[] }[]): readonly Problem[] =>
    ways.flatMap(({ moves }, number) =>
      exists(moves) ? [] : [{ path: [name, number, 'moves'], message: en.check.impossible }],
    )
  return [...check('references', level.references), ...check('decoys', level.decoys)]
}

const referencesPass: Rule = (evidence) =>
  evidence.level.references.flatMap(({ moves }, number) => {
    const unmet = firstUnmet(evidence, indexAfter(evidence.level, moves))
    if (unmet === undefined) return []
    const { goal, seed } = unmet
    const found = formatMetric(goal.metric, goal.value)
    return [{ path: ['references', number], message: en.check.referenceFails(goal.text, found, seed) }]
  })

const everyMoveCounts: Rule = ({ level, stars }) =>
  level.references.flatMap(({ moves }, number) =>
    moves.flatMap((_, place) =>
      stars[indexAfter(level, moves.toSpliced(place, 1))] > 0
        ? [{ path: ['references', number, 'moves', place], message: en.check.needlessMove }]
        : [],
    ),
  )

const decoysFail: Rule = ({ level, landscape }) =>
  level.decoys.flatMap(({ moves, fails }, number) => {
    const index = indexAfter(level, moves)
    const met = level.seeds.some((_, seed) => {
      const { goals } = scoreValues(level, readerAt(landscape, index, seed))
      return goals.filter((goal) => goal.metric === fails).every((goal) => goal.met)
    })
    return met ? [{ path: ['decoys', number, 'fails'], message: en.check.decoyPasses(fails) }] : []
  })

const winningShare: Rule = ({ level, stars }) => {
  const share = winsOf(stars).filter(Boolean).length / stars.length
  const [least, most] = level.fair.share
  return share < least || share > most
    ? [{ path: ['fair', 'share'], message: en.check.share(share, least, most) }]
    : []
}

const differentWays: Rule = ({ level, landscape, stars }) => {
  const wins = winsOf(stars)
  const region = regions(level, wins)
  const ways = level.references
    .map(({ moves }) => indexAfter(level, moves))
    .filter((index) => wins[index])
    .map((index) => ({ region: region[index], paths: landscape.measured[index * landscape.seeds].paths }))
  if (ways.length < 2) return []
  const different = ways.some((one) => one.region !== ways[0].region || one.paths !== ways[0].paths)
  return different ? [] : [{ path: ['references'], message: en.check.oneWay }]
}

/** The first level of a chapter may be about one knob. */
const noKnobDecidesAlone: Rule = ({ level, stars }) => {
  if (/\.1$/.test(level.number)) return []
  return level.knobs.flatMap(({ key, values }, place) =>
    values.flatMap((value, digit) =>
      stars.every((won, index) => won > 0 || digitsAt(level, index)[place] !== digit)
        ? [{ path: ['knobs', key, digit], message: en.check.decidesAlone(key, value) }]
        : [],
    ),
  )
}

const frontIsWide: Rule = ({ level, frontPoints }) =>
  frontPoints < level.fair.front
    ? [{ path: ['headline'], message: en.check.front(frontPoints, level.fair.front) }]
    : []

const goalsKeepDistance: Rule = ({ level, landscape }) =>
  level.goals.flatMap(({ metric, op, target }, number) => {
    if (op === '==' || target === 0) return []
    const values = level.references.flatMap(({ moves }) =>
      level.seeds.map((_, seed) => readerAt(landscape, indexAfter(level, moves), seed)(metric)),
    )
    const near = values.find((value) => Math.abs(value - target) < MARGIN * Math.abs(target))
    if (near === undefined) return []
    const message = en.check.tooNear(formatMetric(metric, near), Math.abs(near / target - 1))
    return [{ path: ['goals', number, 'target'], message }]
  })

/** The rules about who wins; reach.ts has those about what is promised beside. */
export const FAIRNESS: readonly Rule[] = [
  startFails,
  lastValuesFail,
  waysExist,
  referencesPass,
  everyMoveCounts,
  decoysFail,
  winningShare,
  differentWays,
  noKnobDecidesAlone,
  frontIsWide,
  goalsKeepDistance,
]
