/** The debrief: the result, what happened, where the numbers come from, and other ways. Small: one of them at a time. */
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import type { Bench } from '../bench.ts'
import type { FooterId } from '../keys/footers.ts'
import { type Block, type Line, line, span } from '../looks/line.ts'
import type { Screen, State } from '../state.ts'
import { isExamined } from '../task.ts'
import { DEBRIEF_TABS, type DebriefRun, type DebriefTab, debriefRun } from '../views/debrief-run.ts'
import { footer, stars, statusRow, titleBar } from '../widgets/chrome.ts'
import { innerHeight, innerWidth, panel } from '../widgets/panel.ts'
import { codeLines } from './debrief-code.ts'
import {
  bestMedals,
  lessonLines,
  levelAfter,
  levelLine,
  nextLines,
  resultLines,
  sourceLines,
  wayLines,
} from './debrief-lines.ts'
import { placeLines } from './debrief-place.ts'
import { BOXED_FROM, WHOLE_FROM } from './view.ts'

type DebriefScreen = Extract<Screen, { at: 'debrief' }>

interface Size {
  readonly columns: number
  readonly rows: number
}

interface Part {
  readonly tab: DebriefTab | 'next'
  readonly lines: readonly Line[]
  readonly height: number
  /** How far it can be scrolled, and how far it is. */
  readonly most: number
  readonly from: number
  readonly focused: boolean
}

/** Rows of the screen that are no panel's: title, status, footer, and the one that stays free. */
const AROUND = 4

function isWholeSize({ columns, rows }: Size): boolean {
  return columns >= BOXED_FROM && rows >= WHOLE_FROM
}

/** The tab in hand: the first is the result, but where all is in sight, what one reads. */
export function debriefTab(screen: DebriefScreen, size: Size): DebriefTab {
  return screen.tab ?? (isWholeSize(size) ? 'lesson' : 'result')
}

/** Where the parts are tabs, Enter leads from the result to the lesson; else to the next level. */
export function leadsToLesson(screen: DebriefScreen, size: Size): boolean {
  return !isWholeSize(size) && debriefTab(screen, size) === 'result'
}

function part(
  tab: Part['tab'],
  lines: readonly Line[],
  height: number,
  screen: DebriefScreen,
  size: Size,
): Part {
  const focused = debriefTab(screen, size) === tab
  const most = Math.max(0, lines.length - innerHeight(height, size.columns >= BOXED_FROM))
  return { tab, lines, height, most, from: focused ? Math.min(screen.scroll, most) : 0, focused }
}

function wholeParts(
  state: State,
  bench: Bench,
  shown: DebriefRun | undefined,
  screen: DebriefScreen,
  size: Size,
): Part[] {
  const width = innerWidth(size.columns, true)
  const rows = size.rows - AROUND
  const result = resultLines(state, bench, shown, width)
  const next = nextLines(state, bench, shown, width)
  const ways = [...wayLines(bench, shown, width), ...placeLines(state, bench, shown, width)]
  const sources = sourceLines(bench, width)
  const both = isExamined(bench) ? sources : [...lessonLines(bench, width), line(''), ...sources]
  const reads = debriefTab(screen, size) === 'sources'
  const middle = reads ? sources : both
  const resultHeight = Math.min(result.length + 2, Math.floor(rows / 3) + codeLines(state, width).length)
  const left = rows - resultHeight - (next.length + 2)
  const waysHeight = Math.max(4, Math.min(ways.length + 2, Math.floor(left / 2), left - 6))
  return [
    part('result', result, resultHeight, screen, size),
    part(reads ? 'sources' : 'lesson', middle, left - waysHeight, screen, size),
    part('ways', ways, waysHeight, screen, size),
    part('next', next, next.length + 2, screen, size),
  ]
}

function linesOfTab(
  state: State,
  bench: Bench,
  shown: DebriefRun | undefined,
  tab: DebriefTab,
  width: number,
): readonly Line[] {
  switch (tab) {
    case 'result':
      return [
        ...resultLines(state, bench, shown, width),
        line(''),
        line(span(` ${passedNote(bench, shown)}`, 'muted')),
        line(''),
        ...nextLines(state, bench, shown, width, 'lesson'),
      ]
    case 'lesson':
      return [...lessonLines(bench, width), line(''), levelLine(state, bench, width)]
    case 'sources':
      return sourceLines(bench, width)
    case 'ways':
      return [...wayLines(bench, shown, width), ...placeLines(state, bench, shown, width)]
  }
}

function partsOf(state: State, bench: Bench, screen: DebriefScreen, size: Size): Part[] {
  const shown = debriefRun(bench)
  if (isWholeSize(size)) return wholeParts(state, bench, shown, screen, size)
  const tab = debriefTab(screen, size)
  const width = innerWidth(size.columns, size.columns >= BOXED_FROM)
  return [part(tab, linesOfTab(state, bench, shown, tab, width), size.rows - AROUND, screen, size)]
}

/** What can be scrolled: how far it stands, how far it goes, and how many lines are in sight. */
export function debriefScroll(
  state: State,
  bench: Bench,
  screen: DebriefScreen,
  size: Size,
): { readonly from: number; readonly most: number; readonly page: number } {
  const focused = partsOf(state, bench, screen, size).find((one) => one.focused)
  if (focused === undefined) return { from: 0, most: 0, page: 1 }
  const { from, most, lines } = focused
  return { from, most, page: Math.max(1, lines.length - most) }
}

function passedNote(bench: Bench, shown: DebriefRun | undefined): string {
  const changes = `${words.debrief.changes(bench.opened.runs + bench.play.counted)}; ${words.debrief.runsToo}`
  return shown === undefined || shown.passed ? `${words.debrief.passed}, ${changes}` : changes
}

const titles = (): Readonly<Record<Part['tab'], string>> => ({
  result: words.debrief.result,
  lesson: words.debrief.lesson,
  sources: words.debrief.sources,
  ways: words.debrief.ways,
  next: words.debrief.next,
})

function noteOf(bench: Bench, shown: DebriefRun | undefined, one: Part, whole: boolean): string {
  const hidden = one.most - one.from
  const more = hidden > 0 ? [words.bench.more(hidden)] : []
  if (!whole) {
    const others = DEBRIEF_TABS.flatMap((tab, index) =>
      tab === one.tab ? [] : [`${index + 1} ${titles()[tab]}`],
    )
    return [...more, ...others].join('  ')
  }
  const said: Readonly<Partial<Record<Part['tab'], string>>> = {
    result: passedNote(bench, shown),
    lesson: words.debrief.lessonNote,
    ways: words.debrief.waysNote,
  }
  return [...more, ...(more.length > 0 && one.tab !== 'result' ? [] : [said[one.tab] ?? ''])].join('  ')
}

function title(bench: Bench, shown: DebriefRun | undefined, columns: number): Line {
  const { level } = bench.play
  const medals = bestMedals(bench)
  const name = columns < BOXED_FROM ? '' : ` ${plainLine(level.title)}`
  const facts = shown?.number === undefined ? [] : [words.bench.first(shown.number)]
  return titleBar(
    columns,
    `${level.number}${name} ▸ ${words.debrief.title}`,
    [...facts, words.bench.seed(level.seeds[0])],
    line(stars(medals, 1 + level.medals.length)),
  )
}

function footerOf(state: State, bench: Bench, screen: DebriefScreen, size: Size): FooterId {
  if (leadsToLesson(screen, size)) return 'debrief-result'
  return levelAfter(state, bench) === undefined ? 'debrief-last' : 'debrief'
}

export function debriefScreen(state: State, bench: Bench, screen: DebriefScreen, size: Size): Block {
  const { columns } = size
  const boxed = columns >= BOXED_FROM
  const whole = isWholeSize(size)
  const shown = debriefRun(bench)
  const panels = partsOf(state, bench, screen, size).flatMap((one) =>
    panel(
      {
        title: titles()[one.tab],
        note: line(span(noteOf(bench, shown, one, whole), 'muted')),
        width: columns,
        height: one.height,
        boxed,
        focused: one.focused,
      },
      one.lines.slice(one.from),
    ),
  )
  // Safe or not is said of the run that is shown; of one of an earlier visit only its numbers are there.
  const run = shown?.here === true ? bench.ran?.run : undefined
  return [
    title(bench, shown, columns),
    ...panels,
    statusRow(line(''), run, columns),
    footer(footerOf(state, bench, screen, size), columns),
  ]
}
