/** What a sheet is made of, without a word of Markdown or HTML. Every text in it is data, and is escaped by who writes it. */

/** A picture in both forms: each writer takes its own. */
export interface SheetPicture {
  /** An SVG element, made by the program itself. */
  readonly svg: string
  /** Lines of ASCII. */
  readonly text: string
  /** For those who cannot see it. */
  readonly alt: string
  readonly caption: string
}

export type SheetBlock =
  | { readonly is: 'title'; readonly text: string }
  /** A level, on a page of its own. */
  | { readonly is: 'level'; readonly text: string }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'text'; readonly text: string; readonly quiet?: true }
  | { readonly is: 'list'; readonly items: readonly string[] }
  /** A word in bold, and what it means. */
  | {
      readonly is: 'terms'
      readonly items: readonly { readonly word: string; readonly text: string; readonly link?: string }[]
    }
  | {
      readonly is: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Rows are tall: there is to be written by hand. */
      readonly tall?: true
    }
  | { readonly is: 'choices'; readonly items: readonly string[] }
  /** Lines to write on. */
  | { readonly is: 'room'; readonly label: string; readonly lines: number }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'picture'; readonly picture: SheetPicture }
  /** Questions, numbered; under each its answer, or room for one. */
  | {
      readonly is: 'questions'
      readonly label: string
      readonly items: readonly { readonly text: string; readonly answer?: string; readonly lines: number }[]
    }
  /** A box that stands out: to fill in, filled in, or a part of its own with headings in it. */
  | {
      readonly is: 'frame'
      readonly kind: 'fill' | 'filled' | 'part'
      readonly title: string
      readonly blocks: readonly SheetBlock[]
    }

export interface SheetDocument {
  readonly title: string
  readonly language: string
  readonly blocks: readonly SheetBlock[]
}
