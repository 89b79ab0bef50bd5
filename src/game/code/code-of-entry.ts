/** The code that the progress of a level keeps: of the best run, with hints, knobs and time as they are by now. */
import type { Level } from '../level.ts'
import { type Move, printMove } from '../play/moves.ts'
import type { Play } from '../play/play.ts'
import type { LevelProgress } from '../play/progress.ts'
import { scoreValues } from '../play/score.ts'
import { type Claim, codeOf } from './code-of.ts'
import { printCode } from './code-text.ts'
import { MODEL_VERSION } from './model-version.ts'
import { readCode } from './read-code.ts'
import type { CodeOwner } from './result-code.ts'

/** What the progress knows of a level besides its runs. */
type Known = Omit<Claim, 'moves' | 'score'>

const MINUTE = 60_000

/** What a code says besides the run: of this entry. */
export function knownOf({ guess, answers = {}, hints, tried = [], runs, millis = 0 }: LevelProgress): Known {
  const typed = Object.entries(answers).map(([question, value]) => ({ question: Number(question), value }))
  return {
    ...(guess === undefined ? {} : { guess }),
    ...(typed.length === 0 ? {} : { answers: typed }),
    hints,
    tried,
    runs,
    minutes: millis / MINUTE,
  }
}

/**
 * The entry with the code of its best run: one of this play, else the one that was kept. With an owner, which is in an
 * assignment, a level that is not passed has a code of the run that met most goals.
 */
export function withCode(
  entry: LevelProgress,
  { level, runs }: Pick<Play, 'level' | 'runs'>,
  owner?: CodeOwner,
): LevelProgress {
  const known = knownOf(entry)
  const best =
    entry.medals === 0 && owner !== undefined
      ? furthest(runs, entry.code)
      : runs.findLast(
          ({ passed, medals, moves }) => passed && medals === entry.medals && isSame(moves, entry.bestMoves),
        )
  if (best !== undefined) {
    const score = scoreValues(level, (metric) => best.values[metric] ?? Number.NaN)
    const code = codeOf(level, { ...known, moves: best.moves, score }, owner)
    if (code !== undefined) return { ...entry, code: printCode(code) }
  }
  return entry.code === undefined ? entry : { ...entry, code: renewed(entry.code, level, known, owner) }
}

/** Of the runs after a change, the newest that met most goals; undefined: the code that was kept met more. */
function furthest(runs: Play['runs'], kept: string | undefined): Play['runs'][number] | undefined {
  const met = ({ goals }: Play['runs'][number]) => goals.filter((goal) => goal.met).length
  const turned = runs.filter(({ moves }) => moves.length > 0)
  const most = Math.max(0, ...turned.map(met))
  const best = turned.findLast((run) => met(run) === most)
  const read = kept === undefined ? undefined : readCode(kept)
  const before = read !== undefined && 'code' in read ? read.code.met.slice(0, best?.goals.length) : []
  return before.filter(Boolean).length > most ? undefined : best
}

function isSame(moves: readonly Move[], printed: readonly string[] = []): boolean {
  return moves.map(printMove).join('\n') === printed.join('\n')
}

/** A code that was kept, with what is known by now. One of another text of the level, or of another model, stays as it is. */
function renewed(kept: string, level: Level, known: Known, owner: CodeOwner | undefined): string {
  const answer = readCode(kept)
  if (!('code' in answer)) return kept
  const { configuration, medals, met, level: hash, model } = answer.code
  if (hash !== level.hash.slice(0, 8) || model !== MODEL_VERSION) return kept
  const score = { goals: [], stretch: [], medals }
  const now = codeOf(level, { ...known, moves: [], score }, owner ?? answer.code.owner)
  return now === undefined ? kept : printCode({ ...now, configuration, met })
}
