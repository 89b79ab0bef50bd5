/** `exitless levels`: chapters, levels, medals. */
import {
  type Level,
  levelProgress,
  levelsReport,
  medalCount,
  type Progress,
  statusOf,
} from '../../game/index.ts'
import { isOn } from '../arguments.ts'
import type { Input } from '../command.ts'
import { DONE } from '../exit-codes.ts'
import { peekProgress } from '../save-file.ts'
import { shippedLevels } from '../shipped-levels.ts'
import { say, sayJson } from '../streams.ts'

const SIGNS = { passed: '✔', open: '○', closed: '·' } as const

export async function perform(input: Input): Promise<number> {
  const levels = shippedLevels()
  if (isOn(input, 'json')) sayJson(levelsReport(levels))
  else say(listing(levels, peekProgress()))
  return DONE
}

interface ChapterLevels {
  readonly chapter: Level['chapter']
  readonly levels: readonly Level[]
}

function chaptersOf(levels: readonly Level[]): readonly ChapterLevels[] {
  const ids = [...new Set(levels.map((level) => level.chapter.id))]
  return ids.map((id) => {
    const own = levels.filter((level) => level.chapter.id === id)
    return { chapter: own[0].chapter, levels: own }
  })
}

function listing(levels: readonly Level[], progress: Progress): string {
  const { won, of } = medalCount(levels, progress)
  const width = Math.max(0, ...levels.map((level) => level.title.length))
  const lines = [`exitless   ★ ${won} of ${of}`]
  for (const { chapter, levels: own } of chaptersOf(levels)) {
    lines.push('', `${chapter.number}  ${chapter.title}`)
    for (const level of own) lines.push(levelLine(level, levels, progress, width))
  }
  lines.push(
    '',
    '✔ passed   ○ open   · closed (a boss may always be played)',
    'exitless play 1.1 opens a level.',
  )
  return `${lines.join('\n')}\n`
}

function levelLine(level: Level, levels: readonly Level[], progress: Progress, width: number): string {
  const { medals } = levelProgress(progress, level.id)
  const most = 1 + level.medals.length
  const stars = '★'.repeat(medals) + '☆'.repeat(Math.max(0, most - medals))
  const sign = SIGNS[statusOf(level, levels, progress)]
  const kind = level.kind === 'level' ? '' : `   ${level.kind}`
  return `  ${sign} ${level.number.padEnd(4)} ${level.title.padEnd(width)}  ${stars}   ${level.id}${kind}`
}
