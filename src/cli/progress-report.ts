/** `exitless progress report`: how far one is, as a table or a document. */

import type { Level } from '../game/index.ts'
import {
  type ChapterReport,
  type PredictionKind,
  type ProgressReport,
  progressReport,
} from '../game/play/progress-report.ts'
import { plainLine } from '../text/plain.ts'
import { DONE, NOT_MET } from './exit-codes.ts'
import { readStored } from './save-file.ts'
import { shippedLevels } from './shipped-levels.ts'
import { say, sayJson } from './streams.ts'
import { tableLines } from './table.ts'
import { CannotDo } from './wrong-use.ts'

const COLUMNS = [
  { title: '' },
  ...['passed', 'stars', 'guesses right', 'hints', 'points', 'minutes', 'runs'].map((title) => ({
    title,
    align: 'right' as const,
  })),
]

/** What each kind of prediction asks after, in words. */
const KIND_NAMES: Readonly<Record<PredictionKind, string>> = {
  speed: 'how much gets through',
  time: 'how long it takes',
  exits: 'exits and interrupts',
  memory: 'copies, memory, the IOTLB',
  cores: 'what cores do',
  losses: 'what is lost',
  safety: 'what goes wrong, and what holds',
}

function row(name: string, one: ProgressReport['all']): readonly string[] {
  const { guesses } = one
  return [
    name,
    `${one.passed} of ${one.levels}`,
    `${one.stars} of ${one.starsOf}`,
    guesses.of === 0 ? '-' : `${guesses.right} of ${guesses.of}`,
    ...[one.hints, one.hintPoints, one.minutes, one.runs].map(String),
  ]
}

function chapterRow(chapter: ChapterReport): readonly string[] {
  return row(plainLine(`${chapter.number}  ${chapter.title}`), chapter)
}

function predictionLines({ predictions, strongest, weakest }: ProgressReport): readonly string[] {
  if (predictions.length === 0) return ['No prediction yet: a level asks for one before its first run.']
  const tally = (kind: PredictionKind) => {
    const found = predictions.find((one) => one.kind === kind)
    return `${KIND_NAMES[kind]} (${found?.right} of ${found?.of} right)`
  }
  if (strongest === undefined || weakest === undefined)
    return ['Predictions: too few, or too much alike, to say which kind is the strongest.']
  return [`strongest prediction: ${tally(strongest)}`, `weakest prediction:   ${tally(weakest)}`]
}

function textOf(player: string, report: ProgressReport, flags: string): string {
  const { chapters, all, next } = report
  const rows = [...chapters.map(chapterRow), row('all', all)]
  return `${[
    ...(player === '' ? [] : [plainLine(player), '']),
    ...tableLines(COLUMNS, rows),
    '',
    next === undefined
      ? 'next: every level is passed'
      : `next: ${plainLine(`${next.number} ${next.title}`)}   exitless play ${plainLine(next.number)}${flags}`,
    ...predictionLines(report),
  ].join('\n')}\n`
}

/** @param levels that count @param flags of a command that plays one of them */
export function sayReport(asJson: boolean, levels: readonly Level[] = shippedLevels(), flags = ''): number {
  const stored = readStored()
  if ('problem' in stored) throw new CannotDo(`the save file cannot be read: ${stored.problem}`, NOT_MET)
  const { player } = stored.progress
  const report = progressReport(levels, stored.progress)
  if (!asJson) {
    say(textOf(player, report, flags))
    return DONE
  }
  const { next, ...rest } = report
  sayJson({
    format: 1,
    player,
    ...rest,
    ...(next === undefined ? {} : { next: { id: next.id, number: next.number, title: next.title } }),
  })
  return DONE
}
