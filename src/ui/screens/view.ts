/** What every screen is drawn for: the size and the looks. A frame is one row lower than the terminal. */
import type { Block } from '../looks/line.ts'
import type { Theme } from '../looks/theme.ts'

export interface View {
  readonly columns: number
  readonly rows: number
  readonly theme: Theme
}

/** A menu that lies over a frame: where its items stand. */
export interface MenuPlace {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface Frame {
  readonly block: Block
  readonly menu?: MenuPlace
}

export const LEAST_COLUMNS = 80
export const LEAST_ROWS = 24
/** Boxes from here on. */
export const BOXED_FROM = 100
/** A timeline for each of two runs from here on, where there is room for boxes. */
export const TRACKS_FROM = 40
/** Everything at once from here on; under it the right half is tabs. */
export const WHOLE_FROM = 34

export function isBoxed(view: View): boolean {
  return view.columns >= BOXED_FROM
}

export function isWhole(view: View): boolean {
  return view.columns >= BOXED_FROM && view.rows >= WHOLE_FROM
}

export function hasTwoTracks(view: View): boolean {
  return view.columns >= BOXED_FROM && view.rows >= TRACKS_FROM
}

/** Too small a terminal has a screen of its own. */
export function isTooSmall({ columns, rows }: { readonly columns: number; readonly rows: number }): boolean {
  return columns < LEAST_COLUMNS || rows < LEAST_ROWS
}
