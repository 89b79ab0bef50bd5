/** Whose saves lie on this machine. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { medalCount, type Progress, parseProgress } from '../game/index.ts'
import { plainLine } from '../text/plain.ts'
import { dataFolder } from './data-folder.ts'
import { DONE } from './exit-codes.ts'
import { ASSIGNMENTS, PLAYERS, saveFile } from './save-slot.ts'
import { shippedLevels } from './shipped-levels.ts'
import { say, sayJson } from './streams.ts'
import { tableLines } from './table.ts'

interface Player {
  /** As it was given; empty: whoever gives none. */
  readonly name: string
  readonly file: string
  /** The save that is played in without --player. */
  readonly current: boolean
  readonly passed: number
  readonly stars: number
  readonly last?: string
  /** Why its save cannot be read. */
  readonly problem?: string
}

/** Backups are no players. */
const BACKUP = /\.(before|broken)(-\d+)?\.json$/

function filesOf(): readonly string[] {
  const own = join(dataFolder(), 'progress.json')
  const folder = join(dataFolder(), PLAYERS)
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const others = names.filter((name) => name.endsWith('.json') && !BACKUP.test(name))
  return [...(existsSync(own) ? [own] : []), ...others.map((name) => join(folder, name))]
}

function playerOf(file: string): Player {
  const current = file === saveFile()
  let answer: ReturnType<typeof parseProgress>
  try {
    answer = parseProgress(readFileSync(file, 'utf8'))
  } catch (fault) {
    answer = { problem: (fault as Error).message, newer: false }
  }
  if ('problem' in answer) return { name: '', file, current, passed: 0, stars: 0, problem: answer.problem }
  return { name: answer.progress.player, file, current, ...countsOf(answer.progress) }
}

function countsOf(progress: Progress): Pick<Player, 'passed' | 'stars' | 'last'> {
  const levels = shippedLevels()
  const passed = levels.filter(({ id }) => (progress.levels[id]?.medals ?? 0) > 0).length
  const last = levels.find(({ id }) => id === progress.last)?.number
  return { passed, stars: medalCount(levels, progress).won, ...(last === undefined ? {} : { last }) }
}

/** Saves of students in assignments have no name: they are asked for by assignment and id. */
function assignmentsLine(): string {
  const folder = join(dataFolder(), ASSIGNMENTS)
  const many = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith('.json') && !BACKUP.test(name)).length
    : 0
  return many === 0
    ? ''
    : `${many} more of students in assignments: exitless progress report --assignment FILE --student ID\n`
}

export function sayPlayers(asJson: boolean): number {
  const players = filesOf().map(playerOf)
  if (asJson) {
    sayJson({ format: 1, players })
    return DONE
  }
  if (players.length === 0) {
    say(`nobody has played here yet: ${dataFolder()} holds no save of a player\n${assignmentsLine()}`)
    return DONE
  }
  const columns = [
    { title: '' },
    { title: 'player' },
    { title: 'passed', align: 'right' as const },
    { title: 'stars', align: 'right' as const },
    { title: 'last' },
    { title: 'file' },
  ]
  const rows = players.map((one) => [
    one.current ? '*' : '',
    one.name === '' ? '(no name)' : plainLine(one.name),
    ...(one.problem === undefined ? [String(one.passed), String(one.stars)] : ['-', '-']),
    one.last ?? '-',
    plainLine(one.problem === undefined ? one.file : `${one.file}: ${one.problem}`),
  ])
  say(`${tableLines(columns, rows).join('\n')}\n\n* is the save of this command line.\n${assignmentsLine()}`)
  return DONE
}
