/** Screens without a run: the welcome, the settings, and the one for a terminal that is too small. */
import type { Settings } from '../../game/index.ts'
import { plainLine } from '../../text/index.ts'
import { words } from '../../text/ui-words.ts'
import { moment } from '../looks/format.ts'
import { aimed, type Block, type Line, left, line, sized, span, wrap } from '../looks/line.ts'
import { SETTINGS } from '../settings.ts'
import type { State } from '../state.ts'
import { footer, statusRow, titleBar } from '../widgets/chrome.ts'
import { shareBar } from '../widgets/ladder.ts'
import { panel } from '../widgets/panel.ts'
import { isBoxed, LEAST_COLUMNS, LEAST_ROWS, type View } from './view.ts'

export function orientationScreen(view: View): Block {
  const { columns } = view
  const rows = view.rows - 3
  const width = Math.min(columns - 4, 92)
  const text = words.orientation.text.flatMap((paragraph) => [
    ...wrap(paragraph, width - 4).map((one) => line(` ${one}`)),
    line(''),
  ])
  const keys = words.orientation.keys.map(([key, said]) =>
    line('   ', span(left(key, 8), 'bold'), span(said, 'muted')),
  )
  const body: Line[] = [...text, ...keys, line(''), line(` ${words.orientation.end}`)]
  const boxed = isBoxed(view)
  return [
    titleBar(columns, words.orientation.title, []),
    ...panel(
      { title: words.orientation.title, width: columns, height: rows, boxed, focused: true },
      boxed ? [line(''), ...body] : body,
    ),
    footer('orientation', columns),
  ]
}

const VALUES: Readonly<Record<string, string>> = words.settings.values

export function settingsScreen(state: State, cursor: number, view: View): Block {
  const { columns } = view
  const rows = view.rows - 4
  const settings: Settings = state.progress.settings
  const list = SETTINGS.flatMap((name, index) => {
    const held = index === cursor
    return [
      aimed(
        line(
          held ? span(' ▸ ', 'focus') : '   ',
          span(left(words.settings.names[name], 12), held ? 'focus' : 'plain'),
          VALUES[settings[name]] ?? settings[name],
        ),
        { item: index },
      ),
      ...(held
        ? wrap(words.settings.about[name], columns - 24).map((text) =>
            line(span(`               ${text}`, 'muted')),
          )
        : []),
    ]
  })
  const sample = [
    line(''),
    line(
      '   ',
      span(left(words.settings.sample, 12), 'muted'),
      span('✔ ▲▼', 'good'),
      '  ',
      span('✘ △▽', 'bad'),
      '  ',
      span('╫ ▓', 'exit'),
      '  ',
      span('◆ ▒', 'copy'),
      '  ',
      span('◇', 'dma'),
      '  ',
      span('○', 'wait'),
      '  ',
      span('■', 'contained'),
      '  ',
      span('★', 'star'),
      '  ',
      span(' ✘ 1 ', 'violation'),
      '  ',
      span(words.settings.here, 'here'),
    ),
  ]
  return [
    titleBar(columns, words.settings.title, [words.settings.version(state.version)]),
    ...panel(
      { title: words.settings.title, width: columns, height: rows, boxed: isBoxed(view), focused: true },
      [line(''), ...list, ...sample],
    ),
    statusRow(line(''), undefined, columns),
    footer('settings', columns),
  ]
}

/** What lies on the bench, in one line. */
function placeOf(state: State): string {
  const { bench } = state
  if (bench === undefined) return ''
  const { level } = bench.play
  const met = bench.ran?.note.goals.filter((goal) => goal.met).length ?? 0
  const count = bench.ran?.run.violationCount ?? 0
  const safe =
    bench.ran === undefined ? '' : `${count === 0 ? '✔' : '✘'} ${count} ${words.bench.violations(count)}`
  return `${level.number} ${plainLine(level.title)}   ${words.bench.ofGoals(met, level.goals.length)}   ${safe}`
}

export function tooSmallScreen(state: State, view: View): Block {
  const { columns, rows } = view
  const height = Math.max(1, rows - 1)
  const head = line(span(words.name, 'bold'))
  const short = [head, line(words.small.short(columns, rows))]
  if (columns < 30 || rows < 7) return sized(short, columns, height)
  const at = state.bench?.ran === undefined ? '' : ` ${moment(state.bench.playhead)}`
  if (columns < 60 || rows < 12) {
    const place = placeOf(state)
    return sized(
      [
        ...short,
        line(''),
        line(words.small.keptShort + at),
        line(place),
        line(''),
        line(`${words.small.line}   ${words.small.quit}`),
      ],
      columns,
      height,
    )
  }
  const bar = (now: number, needed: number) => shareBar(now / needed, 40)
  return sized(
    [
      head,
      line(''),
      line(words.small.needs(columns, rows)),
      line(''),
      line(
        `  ${left(words.small.columns, 8)} ${bar(columns, LEAST_COLUMNS)} ${words.small.of(columns, LEAST_COLUMNS)}`,
      ),
      line(`  ${left(words.small.rows, 8)} ${bar(rows, LEAST_ROWS)} ${words.small.of(rows, LEAST_ROWS)}`),
      line(''),
      line(words.small.advice),
      line(words.small.kept),
      line(placeOf(state)),
      line(`${words.small.line}   ${words.small.quit}`),
    ],
    columns,
    height,
  )
}
