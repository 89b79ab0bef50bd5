/** The Model: every cost with its source, and how much the run on the bench depends on it; beside it the terms. */
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { type Block, exact, type Line, left, line, right, span } from '../looks/line.ts'
import { HERE, type ModelScreen, type State } from '../state.ts'
import { costsOf, headingOf, indexLike, termsOf } from '../views/model-view.ts'
import { footer, statusRow, titleBar } from '../widgets/chrome.ts'
import { gradeStyle, type List, shortValue } from '../widgets/cost.ts'
import { innerHeight, innerWidth, panel, scrollTo } from '../widgets/panel.ts'
import { cardSections, type Section } from './model-card.ts'
import { halves } from './panels.ts'
import { termList, termSections } from './terms.ts'
import { isBoxed, type View } from './view.ts'

function costList({ era, byGrade, cost }: ModelScreen, width: number): List {
  const lines: Line[] = []
  let at = 0
  let heading = ''
  for (const one of costsOf(era, byGrade)) {
    const above = headingOf(one, byGrade)
    if (above !== heading) lines.push(line(span(` ${above}`, 'muted')))
    heading = above
    const held = one.id === cost
    if (held) at = lines.length
    const value = right(shortValue(one), 9)
    lines.push(
      line(
        held ? span(' ▸', 'focus') : '  ',
        span(left(one.id, width - 14), held ? 'focus' : 'plain'),
        value,
        ' ',
        span(one.grade, gradeStyle(one.grade)),
        ' ',
      ),
    )
  }
  return { lines, at }
}

/** As much of a list as fits, the one in hand in view. */
function shown({ lines, at }: List, width: number, height: number): Block {
  const from = scrollTo(at, lines.length, height, at <= 1 ? 0 : at - Math.floor(height / 2))
  return lines.slice(from, from + height).map((one) => exact(one, width))
}

interface Place {
  readonly width: number
  readonly height: number
  readonly boxed: boolean
}

/** Sections below each other; what does not fit stands on a later page, and a shorter one may come before it. */
function pagesOf(sections: readonly Section[], { height, boxed }: Place): Section[][] {
  const pages: { readonly list: Section[]; used: number }[] = []
  for (const section of sections) {
    const rows = section.lines.length + (boxed ? 2 : 1)
    const page = pages.find(({ used }) => used + rows <= height)
    if (page === undefined) pages.push({ list: [section], used: rows })
    else {
      page.list.push(section)
      page.used += rows
    }
  }
  return pages.map(({ list }) => list)
}

function rightHalf(sections: readonly Section[], page: number, place: Place): Block {
  const pages = pagesOf(sections, place)
  const told = pages.findIndex((list) => list.some(({ title }) => title === words.model.here))
  const at = page === HERE ? Math.max(0, told) : page % pages.length
  const rest = pages.length > 1 ? words.model.page(at + 1, pages.length) : undefined
  let left = place.height
  return pages[at].flatMap((section, index) => {
    const last = index === pages[at].length - 1
    const height = last ? left : Math.min(left, section.lines.length + (place.boxed ? 2 : 1))
    left -= height
    const note = last && rest !== undefined ? line(span(rest, 'focus')) : section.note
    return panel({ ...place, title: section.title, note, height }, section.lines)
  })
}

/** 32 cells hold the longest name of a cost with its value and grade. */
function listWidth(columns: number): number {
  return columns >= 160 ? 60 : columns >= 100 ? 44 : 33
}

/** How many costs of an era have which grade; with its words where there is room. */
function legend(screen: ModelScreen, width: number): Line {
  const costs = costsOf(screen.era, true)
  const each = (['P', 'A', 'S', 'R', 'X', 'D', 'M'] as const).flatMap((grade) => {
    const count = costs.filter((cost) => cost.grade === grade).length
    return count === 0
      ? []
      : [{ short: `${count} ${grade}`, long: `${count} ${grade} ${words.grades[grade]}` }]
  })
  const long = each.map((one) => one.long).join('   ')
  return line(span(` ${long.length < width ? long : each.map((one) => one.short).join('  ')}`, 'muted'))
}

export function modelScreen(state: State, screen: ModelScreen, view: View): Block {
  const { columns } = view
  const boxed = isBoxed(view)
  const rows = view.rows - 4
  const costs = screen.tab === 'costs'
  const width = listWidth(columns)
  const place = { width: columns - width - (boxed ? 0 : 1), height: rows, boxed }
  const inside = innerWidth(width, boxed)
  const list = costs ? costList(screen, inside) : termList(state, screen.term, inside)
  const terms = termsOf(state)
  const count = costs
    ? costsOf(screen.era, screen.byGrade).length.toString()
    : words.model.known(terms.filter(({ known }) => known).length, terms.length)
  const other = costs ? `2 ${words.model.terms}` : `1 ${words.model.costs}`
  const leftBlock = panel(
    {
      title: costs ? words.model.costs : words.model.terms,
      note: line(span(`${count}  ${other}`, 'muted')),
      width,
      height: rows,
      boxed,
      focused: true,
    },
    shown(list, inside, innerHeight(rows, boxed)),
  )
  const sections = costs
    ? cardSections(state, screen, innerWidth(place.width, boxed))
    : termSections(state, screen.term, innerWidth(place.width, boxed))
  const name = costs ? screen.cost : plainLine(terms[screen.term]?.word ?? '')
  const facts = costs ? [words.model.era(screen.era)] : []
  const run = state.bench?.ran?.run
  return [
    titleBar(columns, `${words.model.title} ▸ ${name}`, facts),
    ...halves(leftBlock, rightHalf(sections, screen.page, place), boxed),
    statusRow(costs ? legend(screen, columns - (columns >= 100 ? 30 : 20)) : line(''), run, columns),
    footer(costs ? 'model' : 'model-terms', columns),
  ]
}

/** What is typed to find a cost or a term, in the place of the footer. */
export function lookUpLine(state: State, text: string): Line {
  const model = state.stack.find((screen): screen is ModelScreen => screen.at === 'model')
  const names =
    model === undefined || model.tab === 'terms'
      ? termsOf(state).map(({ word }) => word)
      : costsOf(model.era, model.byGrade).map(({ id }) => id)
  const missed = text !== '' && indexLike(names, text) < 0
  return line(
    span(` ${words.model.prompt} `, 'bold'),
    span(`${text}_`, 'focus'),
    span(`   ${missed ? words.model.none : words.model.typing}`, 'muted'),
  )
}
