/** The timelines: the run on the bench, and above it, where there is room, the one that it is compared with, on the same scale. */
import { dropsOf, type Nanos, type Run } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Bench, type Followed, SPEEDS } from '../bench.ts'
import { grouped, moment, round } from '../looks/format.ts'
import {
  type Block,
  exact,
  type Line,
  left,
  line,
  remember,
  type Span,
  span,
  widthOf,
} from '../looks/line.ts'
import { type Compared, sideName } from '../views/compare.ts'
import { besideRun, spanOf } from '../views/following.ts'
import { statusRow } from './chrome.ts'

/** Cells before a track: a sign and the playhead's time, or whose track it is. */
const START = 14
const MOST_CELLS = 160
/** The safety cell at the right. */
const SAFETY = { narrow: 20, wide: 30 }
const WIDE = 100

/** What is drawn on a track of so many cells. */
export interface TrackGiven {
  readonly run: Run
  /** Simulated time of the whole track. */
  readonly duration: Nanos
  readonly cells: number
  readonly follow: Followed | undefined
  readonly playhead: Span
  readonly at: Nanos
}

function cellAt({ duration, cells }: Pick<TrackGiven, 'duration' | 'cells'>, at: Nanos): number {
  return Math.min(cells - 1, Math.floor((at / duration) * cells))
}

/** Drops, what was stopped and what went astray; the worst of what falls into one cell is seen. */
function marksOf(run: Run, duration: Nanos, cells: number): readonly Span[] {
  const place = (at: Nanos) => cellAt({ duration, cells }, at)
  const last = run.duration >= duration ? cells : place(run.duration) + 1
  const marks = Array.from({ length: cells }, (_, cell) =>
    cell < last ? span('─', 'muted') : span(cell === last ? '┤' : ' ', 'muted'),
  )
  for (const row of dropsOf(run)) marks[place(run.requests.end[row])] = span('┬', 'bad')
  for (const one of run.contained) marks[place(one.at)] = span('■', 'contained')
  for (const one of run.violations) marks[place(one.at)] = span('✘', 'bad')
  return marks
}

/** One memory for each of the two tracks. */
const marksHere = remember(marksOf)
const marksBeside = remember(marksOf)

/** The marks, the followed request from its beginning to its end, and the playhead. */
export function track(given: TrackGiven, beside = false): Line {
  const marks = (beside ? marksBeside : marksHere)(given.run, given.duration, given.cells)
  const signs = [...marks]
  const followed = spanOf(given.run, given.follow)
  if (followed !== undefined)
    for (let cell = cellAt(given, followed[0]); cell <= cellAt(given, followed[1]); cell++)
      if (signs[cell].text === '─') signs[cell] = span('━', 'focus')
  signs[cellAt(given, given.at)] = given.playhead
  return joined(signs)
}

/** Neighbours of one meaning as one piece. */
function joined(signs: readonly Span[]): Line {
  const pieces: { text: string; style: Span['style'] }[] = []
  for (const { text, style } of signs) {
    const last = pieces[pieces.length - 1]
    if (last?.style === style) last.text += text
    else pieces.push({ text, style })
  }
  return pieces
}

function powerIsCut(run: Run): boolean {
  return run.host.events.some((event) => event.kind === 'power-cut' && event.at <= run.duration)
}

/** ` 50 ms  1:1000 ` */
export function endText(bench: Bench, run: Run): string {
  const cut = powerIsCut(run) ? `${words.bench.powerCut} ` : ''
  return ` ${cut}${round(run.duration)}  1:${grouped(SPEEDS[bench.speed])} `
}

export function cellsFor(end: string, width: number): number {
  return Math.max(4, Math.min(MOST_CELLS, width - START - widthOf(end) - 4))
}

/** ` ‖ 12.400 ms ├────●────┤ 50 ms  1:1000 ` with the incidents on it. */
export function timeline(bench: Bench, width: number): Line {
  const run = bench.ran?.run
  if (run === undefined) return exact(line(` ${words.bench.noRun}`), width)
  const end = endText(bench, run)
  const here = bench.incident !== undefined && run.violations[bench.incident]?.at === bench.playhead
  const given: TrackGiven = {
    run,
    duration: run.duration,
    cells: cellsFor(end, width),
    follow: bench.follow,
    playhead: here ? span('✘', 'violation') : span('●', 'focus'),
    at: bench.playhead,
  }
  return trackRow(playheadText(bench.playing, bench.playhead), given, end, width, false)
}

/** ` A run 7      ├────●────┤ c compares`: whose track it is, the track, and something after it. */
export function trackRow(
  start: string,
  given: TrackGiven,
  end: string,
  width: number,
  beside: boolean,
): Line {
  const cut = powerIsCut(given.run) && given.run.duration >= given.duration
  return exact(
    line(
      span(left(start, START), beside ? 'muted' : 'plain'),
      span('├', 'muted'),
      track(given, beside),
      span(cut ? '╳' : '┤', cut ? 'bad' : 'muted'),
      span(end, 'muted'),
    ),
    width,
  )
}

/** `‖ 12.400 ms` */
export function playheadText(playing: boolean, at: Nanos): string {
  return ` ${playing ? '►' : '‖'} ${moment(at).padStart(10)} `
}

/** The run that is kept, or the one before, under the same scale. */
function besideTimeline(bench: Bench, width: number): Line {
  const run = bench.ran?.run
  const other = besideRun(bench)
  if (run === undefined) return exact(line(''), width)
  if (other === undefined) return exact(line(span(` ${words.time.noOther}`, 'muted')), width)
  const said = other === bench.kept ? words.time.kept(other.number) : words.time.beside(other.number)
  const given: TrackGiven = {
    run: other.run,
    duration: run.duration,
    cells: cellsFor(endText(bench, run), width),
    follow: bench.follow,
    playhead: span('●', 'muted'),
    at: bench.playhead,
  }
  return trackRow(` ${said}`, given, ` ${words.time.compares}`, width, true)
}

/** The rows above the footer; `two`: the run that stands beside has a track of its own. */
export function timelines(bench: Bench, columns: number, two: boolean): Block {
  const width = columns - (columns >= WIDE ? SAFETY.wide : SAFETY.narrow)
  const own = statusRow(timeline(bench, width), bench.ran?.run, columns)
  return two ? [statusRow(besideTimeline(bench, width), besideRun(bench)?.run, columns, false), own] : [own]
}

/** Two sides of a comparison: a track each, A above B, at the same simulated time; in few cells one row for both. */
export function bothTracks(
  bench: Bench,
  { a, b, playhead, playing }: Pick<Compared, 'a' | 'b' | 'playhead' | 'playing'>,
  columns: number,
): Block {
  const runs = { a: a.ran?.run, b: b.ran?.run }
  const duration = Math.max(1, runs.a?.duration ?? 1, runs.b?.duration ?? 1)
  const end = ` ${round(duration)}  1:${grouped(SPEEDS[bench.speed])} `
  const wide = columns >= WIDE
  const width = columns - (wide ? SAFETY.wide : SAFETY.narrow)
  const one = (side: 'a' | 'b', start: string): Line => {
    const run = runs[side]
    if (run === undefined) return exact(line(start, span(words.compare.waiting, 'muted')), width)
    const given: TrackGiven = {
      run,
      duration,
      cells: cellsFor(end, width),
      follow: bench.follow,
      playhead: span('●', 'focus'),
      at: playhead,
    }
    return trackRow(start, given, side === 'b' || !wide ? end : '', width, side === 'a')
  }
  const time = playheadText(playing, playhead)
  if (!wide) return [[...one('b', time), ...bothSafe(runs.a, runs.b, SAFETY.narrow)]]
  return [
    statusRow(one('a', ` A ${sideName(a)}`), runs.a, columns, false),
    statusRow(one('b', time), runs.b, columns, false),
  ]
}

/** `│ ✔ A 0  ✘ B 1` */
function bothSafe(a: Run | undefined, b: Run | undefined, cells: number): Line {
  const one = (letter: string, run: Run | undefined): Span => {
    if (run === undefined) return span(`${letter} …`, 'muted')
    const { violationCount } = run
    return violationCount > 0
      ? span(`✘ ${letter} ${violationCount}`, 'violation')
      : span(`✔ ${letter} 0`, 'good')
  }
  return exact(line(span('│ ', 'muted'), one('A', a), '  ', one('B', b)), cells)
}
