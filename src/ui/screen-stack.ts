/** Which screens there are, and what each remembers while it is on the stack. */
import type { ScatterFilter, Settings } from '../game/index.ts'
import type { CostId, Era } from '../machine/index.ts'
import type { Compared } from './views/compare.ts'
import type { DebriefTab } from './views/debrief-run.ts'
import type { Lectured } from './views/lecture.ts'

/** A list of choices that takes its own keys. */
export type Menu =
  /** `at`: the choice that the cursor is on, once it has moved. */
  | { readonly of: 'values'; readonly key: string; readonly at?: number }
  | { readonly of: 'guess'; readonly at?: number }
  /** Values of a row of the sandbox; what can be added to it. */
  | { readonly of: 'field'; readonly id: string }
  | { readonly of: 'addition' }
  | { readonly of: 'setting'; readonly name: keyof Settings }

export type Screen =
  | { readonly at: 'orientation' }
  /** `cursor`: index into the levels. */
  | { readonly at: 'map'; readonly cursor: number; readonly notice?: string }
  /** Typing a number or words of a title; the map's cursor follows. `from`: where it was before. */
  | { readonly at: 'jump'; readonly text: string; readonly from: number }
  /** Typing a part of a knob; the bench's cursor follows. `from`: the knob that was in hand before. */
  | { readonly at: 'find'; readonly text: string; readonly from: number }
  /** Typing a command by name. `cursor`: index into what the text leaves; `said`: why it was not done. */
  | { readonly at: 'palette'; readonly text: string; readonly cursor: number; readonly said?: string }
  | { readonly at: 'bench' }
  /** Without a tab it is the first, or where all is in sight what one reads. */
  | { readonly at: 'debrief'; readonly scroll: number; readonly tab?: DebriefTab }
  /** The axes are metrics; `cursor`: number of a configuration, once it has moved. */
  | {
      readonly at: 'explore'
      readonly x: string
      readonly y: string
      readonly filter: ScatterFilter
      readonly cursor?: number
      readonly notice?: string
    }
  | ({ readonly at: 'compare' } & Compared)
  | { readonly at: 'predictions' }
  /** `level`: its id; `cursor`: index into its questions; `text`: the answer while it is typed. */
  | {
      readonly at: 'questions'
      readonly level: string
      readonly cursor: number
      readonly text?: string
      readonly notice?: string
    }
  /** Former runs; `cursor`: index, the newest first. */
  | { readonly at: 'runs'; readonly cursor: number }
  /** `cursor`: index into the interrupts. */
  | { readonly at: 'routing'; readonly cursor: number; readonly notice?: string }
  /** `cursor`: index into the rows. */
  | { readonly at: 'sandbox'; readonly cursor: number; readonly notice?: string }
  | { readonly at: 'settings'; readonly cursor: number }
  | { readonly at: 'help'; readonly scroll: number; readonly text?: string }
  /** `shown`: index of the hint that was opened here; another one may be there to be opened next. */
  | { readonly at: 'hint'; readonly shown?: number }
  | { readonly at: 'brief' }
  | { readonly at: 'tree'; readonly scroll: number }
  | { readonly at: 'menu'; readonly menu: Menu }
  | ModelScreen
  | WhyScreen
  /** Typing a part of a name; the cursor of the model follows. */
  | { readonly at: 'look-up'; readonly text: string }
  | { readonly at: 'card'; readonly card: Card; readonly scroll: number }
  | { readonly at: 'about'; readonly scroll: number }
  /** `level`: its id; `ran`: what is measured so far, by step. */
  | {
      readonly at: 'lecture'
      readonly level: string
      readonly step: number
      readonly notes: boolean
      readonly blank: boolean
      readonly twin: boolean
      readonly ran: Readonly<Record<number, Lectured>>
    }

export const HERE = -1

/** Every cost of an era, and every term. */
export interface ModelScreen {
  readonly at: 'model'
  readonly tab: 'costs' | 'terms'
  readonly era: Era
  readonly byGrade: boolean
  /** The one in hand. */
  readonly cost: CostId
  /** Index into the terms. */
  readonly term: number
  /** Page of the card, where it does not fit on one; HERE: the one that tells of the run on the bench. */
  readonly page: number
  /** Trials that were asked for from here. */
  readonly asked: readonly string[]
}

/** What is in hand on the bench and is no cost. */
export type Card =
  | { readonly of: 'metric'; readonly id: string }
  | { readonly of: 'knob'; readonly key: string }
  | { readonly of: 'violation'; readonly index: number }
  | { readonly of: 'step'; readonly flow: number; readonly row: number }

/** What is asked after, and where its two cursors are; `turned`: causes that are not folded as they are at first. */
export interface WhyScreen {
  readonly at: 'why'
  readonly asked:
    | { readonly of: 'metric'; readonly metric: string }
    /** Index into the requests of the run, or into its violations. */
    | { readonly of: 'request'; readonly index: number }
    | { readonly of: 'violation'; readonly index: number }
    /** Into the faults that were stopped in time. */
    | { readonly of: 'contained'; readonly index: number }
  readonly panel: 'causes' | 'flips'
  readonly cursor: number
  readonly flip: number
  readonly turned: readonly string[]
  readonly notice?: string
}
