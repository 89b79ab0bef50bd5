/**
 * The model beside what was measured elsewhere. A scenario is one published experiment: a host, ways to configure it, and
 * what was measured in each. Data only; scenario-file.ts reads it, rates.ts simulates it.
 */
import type { Grade } from '../game/level.ts'
import type { Host, Nanos } from '../machine/index.ts'

/** What the source leaves out, and what is taken instead. */
export interface Fact {
  readonly what: string
  readonly taken: string
  /** What would do as well. */
  readonly range: string
}

export interface Configuration {
  readonly name: string
  /** Absent: the model has no such path; `cannot` says why. */
  readonly host?: Host
  readonly cannot?: string
  readonly duration: Nanos
}

/** One thing that was measured in several configurations. */
export interface Series {
  /** Behind the scenario's id in the ids of the rows; empty where a scenario has one series. */
  readonly id: string
  /** A metric with selector, or the quotient of two: `exits@vm.nic / interrupts@vm.nic`. */
  readonly metric: string
  /** Every value less that of this configuration. */
  readonly beyond?: string
  /** Everything is a share of what this configuration does, unless `absolute`. */
  readonly reference: string
  readonly absolute: boolean
  /** By configuration, in the metric's unit where `absolute`. */
  readonly values: ReadonlyMap<string, number>
  /** Configurations whose row proves nothing, and why: a constant or a baseline comes back. */
  readonly repeats: ReadonlyMap<string, string>
  /** Why a row is far off, by configuration. */
  readonly why: ReadonlyMap<string, string>
}

export interface Scenario {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly grade: Grade
  readonly facts: readonly Fact[]
  readonly configurations: readonly Configuration[]
  readonly seeds: readonly number[]
  readonly series: readonly Series[]
}
