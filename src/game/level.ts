/** A level: what is given, what is asked, what may be changed. Data only; the words of its author. */
import type { Host, Nanos } from '../machine/index.ts'
import type { Move } from './play/moves.ts'

/** How sure a number is: P primary text read, A abstract, S secondary, R raw measurement, X authors' code executed, D derived, M model value. */
export type Grade = 'P' | 'A' | 'S' | 'R' | 'X' | 'D' | 'M'

export type Comparison = '>=' | '<=' | '=='

/** A predicate on a metric, with its own text. `==` marks a gate: all or nothing, never points to trade. */
export interface Goal {
  /** `exits-per-request@files.disk` */
  readonly metric: string
  readonly op: Comparison
  readonly target: number
  readonly text: string
}

/** When a hint applies: on the configuration as it stands and on the values of the last run. */
export type Condition =
  | { readonly knob: string; readonly is: string }
  | { readonly metric: string; readonly op: Comparison; readonly value: number }
  | { readonly runs: number }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }

export interface Hint {
  readonly when: Condition
  readonly text: string
  /** Hint points that showing it costs; counted apart, never a medal. */
  readonly price: number
}

/** One question to guess before the first run. */
export interface Prediction {
  readonly question: string
  readonly metric: string
  readonly unit: string
  /** Half-open: from ≤ value < to. */
  readonly choices: readonly { readonly text: string; readonly from: number; readonly to: number }[]
}

export interface Reference {
  readonly title: string
  readonly moves: readonly Move[]
  readonly text: string
}

/** A way that looks good and must fail. */
export interface Decoy {
  readonly title: string
  readonly moves: readonly Move[]
  /** Metric of the goal that it fails. */
  readonly fails: string
  readonly text: string
}

export interface Fact {
  readonly what: string
  readonly text: string
  readonly source: string
  readonly link: string
  readonly grade: Grade
}

export interface Question {
  readonly text: string
  /** A text, or a number that the simulation computes. */
  readonly answer: string | { readonly metric: string; readonly moves: readonly Move[] }
}

/** A number in the level's texts that follows from the model: what the text says, and what it is read off. */
export interface NumberClaim {
  /** As the text has it, with one number in it: "28 exits". */
  readonly says: string
  readonly metric: string
  readonly moves: readonly Move[]
}

export interface Chapter {
  readonly id: string
  readonly number: number
  readonly title: string
}

/** A knob of the allow-list with the values offered, in the order in which the bench shows them. */
export interface Knob {
  readonly key: string
  readonly values: readonly string[]
}

export interface Level {
  readonly format: 1
  readonly id: string
  /** `1.3`; an expert level is `1.X`. */
  readonly number: string
  readonly chapter: Chapter
  /** boss: may be played first and, if won, opens its chapter. */
  readonly kind: 'level' | 'boss' | 'expert'
  readonly title: string
  readonly teaches: string
  /** Ids of levels. */
  readonly requires: readonly string[]
  readonly minutes: number
  /** At most 240 characters. */
  readonly brief: string
  readonly host: Host
  readonly duration: Nanos
  readonly seeds: readonly number[]
  readonly knobs: readonly Knob[]
  readonly start: readonly Move[]
  /** Gates and goals in one list. */
  readonly goals: readonly Goal[]
  /** Silver, gold. */
  readonly medals: readonly (readonly Goal[])[]
  /** Flow whose path is drawn first. */
  readonly focus: string
  /** Metric ids of the Measured panel. */
  readonly show: readonly string[]
  /** The two metrics of the scatter. */
  readonly headline: readonly [string, string]
  /** Metric shown in large digits. */
  readonly big?: string
  readonly references: readonly Reference[]
  readonly decoys: readonly Decoy[]
  readonly hints: readonly Hint[]
  readonly predict: Prediction
  readonly debrief: { readonly text: readonly string[]; readonly facts: readonly Fact[] }
  readonly questions: readonly Question[]
  readonly numbers?: readonly NumberClaim[]
  /** Steps of a lecture, in place of the level's decoys and references. */
  readonly lecture?: readonly {
    readonly title: string
    readonly moves: readonly Move[]
    readonly notes: string
  }[]
  readonly objectives: readonly { readonly verb: string; readonly text: string }[]
  readonly fair: {
    /** Least and largest share of the configurations that win. */
    readonly share: readonly [number, number]
    /** Least number of points on the front of the headline metrics. */
    readonly front: number
  }
  /** Work that a variant may do otherwise: `orders.disk.think`, with the values that would do. */
  readonly vary?: Readonly<Record<string, readonly number[]>>
  readonly terms: readonly { readonly word: string; readonly text: string }[]
  /** The level in the words of its author, where this one is translated: fractions have a comma then, thousands nothing. */
  readonly written?: Level
  /** 64-bit FNV-1a over all that decides a result (not over the texts), hexadecimal. */
  readonly hash: string
}
