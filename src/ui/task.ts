/** An assignment that is played: plain data from outside, and what of it holds for the level on the bench. */
import type { CodeOwner, Level } from '../game/index.ts'
import { plainLine } from '../text/index.ts'
import { words } from '../text/ui-words.ts'
import type { Bench } from './bench.ts'
import type { State } from './state.ts'

export interface Task {
  /** Short name: letters, digits, hyphens. */
  readonly id: string
  readonly title: string
  /** `2027-03-01`; information. */
  readonly due?: string
  /** Who plays, as it was given: their name, else their id. */
  readonly student: string
  /** Pars, others' ways, debriefs, trials and what is right are hidden. */
  readonly exam: boolean
  /** Whose the result codes are. */
  readonly owner: CodeOwner
  /** By the level's id. */
  readonly levels: Readonly<Record<string, TaskLevel>>
}

export interface TaskLevel {
  /** Share of the grade, beside the other levels' weights. */
  readonly weight: number
  /** Hint points that may be spent; -1: no hint at all. Absent: any. */
  readonly hints?: number
  /** Points for a right guess. Absent or 0: none. */
  readonly prediction?: number
}

/** What an assignment forbids on a bench. */
export interface Rules {
  /** Title and student, for the title of the screen. */
  readonly of: string
  readonly exam: boolean
  readonly hints?: number
  readonly prediction?: number
}

/** `Virtual disks · exam   Ada`: as far as the file has it, on one line. */
export function taskName({ title, exam, student }: Task): string {
  return `${plainLine(title)}${exam ? ` · ${words.task.exam}` : ''}   ${plainLine(student)}`
}

export function isExam(state: Pick<State, 'task'>): boolean {
  return state.task?.exam === true
}

/** Is what is right hidden on this bench? */
export function isExamined(bench: Pick<Bench, 'rules'>): boolean {
  return bench.rules?.exam === true
}

/** Whose the code of a level is: only the assignment's own levels have an owner. */
export function ownerOf({ task }: Pick<State, 'task'>, { id }: Pick<Level, 'id'>): CodeOwner | undefined {
  return task?.levels[id] === undefined ? undefined : task.owner
}

/** The rules of a level in this game; undefined: none. Any other level than the assignment's own has none. */
export function rulesOf({ task }: Pick<State, 'task'>, { id }: Pick<Level, 'id'>): Rules | undefined {
  const own = task?.levels[id]
  if (task === undefined || own === undefined) return undefined
  const { hints, prediction } = own
  return {
    of: taskName(task),
    exam: task.exam,
    ...(hints === undefined ? {} : { hints }),
    ...(prediction === undefined ? {} : { prediction }),
  }
}

/** Points of a right guess on this bench; 0: it is scored apart. */
export function guessPoints({ rules }: Pick<Bench, 'rules'>): number {
  return rules?.prediction ?? 0
}
