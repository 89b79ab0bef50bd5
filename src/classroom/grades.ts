/** What comes of grading a class: data only. Everything that is printed of it is read off this. */

import type { MarkedGoal } from './marked.ts'

export interface LevelGrade {
  /** Id of the level. */
  readonly level: string
  readonly number: string
  readonly title: string
  /** Of the grade; 1 without an assignment. */
  readonly weight: number
  /** By the rubric; without an assignment the medals. */
  readonly points: number
  readonly of: number
  readonly passed: boolean
  /** 0 … 3 */
  readonly medals: number
  readonly prediction: 'right' | 'wrong' | 'none'
  /** Questions that ask for a number. */
  readonly questions: { readonly right: number; readonly of: number }
  readonly hintPoints: number
  /** Absent: no code counts. */
  readonly best?: {
    /** `class.zip/Ada/codes.txt:3` */
    readonly place: string
    readonly moves: readonly string[]
    readonly configuration: number
    readonly runs: number
    readonly minutes: number
    readonly goals: readonly MarkedGoal[]
  }
  /** Why there are not all points, one short sentence each. */
  readonly reasons: readonly string[]
}

export interface StudentGrade {
  readonly id: string
  readonly name?: string
  /** The platform's own number of this student, by its list or by names of files. */
  readonly number?: string
  /** Is this student in the list of the class? True where there is none. */
  readonly listed: boolean
  /** 0 … 100 with two decimals; null without an assignment. */
  readonly score: number | null
  readonly late: boolean
  readonly levels: readonly LevelGrade[]
  /** What the teacher may want to look at, one sentence each; information. */
  readonly problems: readonly string[]
  /** Texts of this student that could not be read. */
  readonly unread: number
}

/** Least, lower quartile, median, upper quartile, largest; empty: of nothing. */
export type Quartiles = readonly [] | readonly [number, number, number, number, number]

export interface LevelReport {
  readonly level: string
  readonly number: string
  readonly title: string
  /** Students of whom a code counts. */
  readonly counted: number
  readonly passed: number
  /** How many have so many stars: from none to three. */
  readonly medals: readonly number[]
  readonly predictions: { readonly right: number; readonly wrong: number; readonly none: number }
  /** Of the wrong ones the commonest. */
  readonly commonestWrong?: { readonly text: string; readonly count: number; readonly right: string }
  /** How many ever turned each knob. */
  readonly knobs: readonly { readonly key: string; readonly tried: number }[]
  /** Students of one configuration, the most first: information, since good configurations are few. */
  readonly identical: readonly { readonly moves: readonly string[]; readonly students: readonly string[] }[]
  readonly minutes: Quartiles
  readonly runs: Quartiles
  /** How many looked at each hint that anybody looked at. */
  readonly hints: readonly { readonly text: string; readonly students: number }[]
}

export interface ClassReport {
  readonly students: number
  /** Students of whom at least one code counts. */
  readonly counted: number
  readonly withProblems: number
  readonly unread: number
  /** Codes found, and those that are as they say. */
  readonly codes: number
  readonly valid: number
  readonly scores: Quartiles
  readonly mean: number | null
  readonly levels: readonly LevelReport[]
}

/** Most codes are of an assignment with another hash: it was edited after it was handed out, or is not the right one. */
export interface OtherState {
  readonly hash: string
  readonly codes: number
  /** Codes that name an assignment. */
  readonly of: number
}

export interface Grades {
  /** Absent: codes were graded without an assignment. */
  readonly assignment?: { readonly id: string; readonly title: string; readonly hash: string }
  readonly otherState?: OtherState
  readonly students: readonly StudentGrade[]
  readonly class: ClassReport
}
