/** The texts of a level, apart from all that decides a result: what another language says in its own words, in the same order. */
import { en } from '../../text/index.ts'
import type { Level } from '../level.ts'

interface Titled {
  readonly title: string
  readonly text: string
}

/** Texts of one level, every list in the order of the level. */
export interface LevelTexts {
  readonly title: string
  readonly teaches: string
  readonly brief: string
  /** Of the goals that the file of the level writes. */
  readonly goals: readonly string[]
  readonly medals: readonly (readonly string[])[]
  readonly references: readonly Titled[]
  readonly decoys: readonly Titled[]
  readonly hints: readonly string[]
  readonly predict: { readonly question: string; readonly unit: string; readonly choices: readonly string[] }
  readonly debrief: {
    readonly text: readonly string[]
    readonly facts: readonly { readonly what: string; readonly text: string; readonly source: string }[]
  }
  /** An answer only where it is a text. */
  readonly questions: readonly { readonly text: string; readonly answer?: string }[]
  readonly objectives: readonly string[]
  readonly terms: readonly { readonly word: string; readonly text: string }[]
}

/** What a folder of another language holds. */
export interface Translation {
  /** By the id of the level. */
  readonly levels: Readonly<Record<string, LevelTexts>>
  /** Titles by the id of the chapter. */
  readonly chapters: Readonly<Record<string, string>>
}

/** The texts that a level has now. The gate that a file need not write has the interface's words, not the author's. */
export function levelTexts(level: Level): LevelTexts {
  const titled = ({ title, text }: Titled) => ({ title, text })
  const { predict, debrief } = level
  return {
    title: level.title,
    teaches: level.teaches,
    brief: level.brief,
    goals: level.goals.map(({ text }) => text).filter((text) => text !== en.level.isolation),
    medals: level.medals.map((goals) => goals.map(({ text }) => text)),
    references: level.references.map(titled),
    decoys: level.decoys.map(titled),
    hints: level.hints.map(({ text }) => text),
    predict: {
      question: predict.question,
      unit: predict.unit,
      choices: predict.choices.map(({ text }) => text),
    },
    debrief: {
      text: debrief.text,
      facts: debrief.facts.map(({ what, text, source }) => ({ what, text, source })),
    },
    questions: level.questions.map(({ text, answer }) =>
      typeof answer === 'string' ? { text, answer } : { text },
    ),
    objectives: level.objectives.map(({ text }) => text),
    terms: level.terms.map(({ word, text }) => ({ word, text })),
  }
}

/** Lays texts over things, one for one; a thing without one keeps its own. */
function laid<Thing, Text>(
  things: readonly Thing[],
  texts: readonly Text[],
  as: (text: Text) => Partial<Thing>,
): readonly Thing[] {
  return things.map((thing, place) => (place < texts.length ? { ...thing, ...as(texts[place]) } : thing))
}

const asText = (text: string) => ({ text })
const same = <Text>(text: Text) => text

/** The gate has the interface's words and so no text of its own, wherever among the goals it stands. */
function goalsIn({ goals }: Level, texts: readonly string[]): Level['goals'] {
  const gate = texts.length < goals.length ? goals.findIndex(({ metric }) => metric === 'violations') : -1
  const others = laid(
    goals.filter((_, place) => place !== gate),
    texts,
    asText,
  )
  return gate < 0 ? others : others.toSpliced(gate, 0, { ...goals[gate], text: en.level.isolation })
}

/** The level in another language; in all that decides a result it is the same, its hash too. */
export function translated(level: Level, { levels, chapters }: Translation): Level {
  const title = chapters[level.chapter.id]
  const chapter = title === undefined ? level.chapter : { ...level.chapter, title }
  const texts = levels[level.id]
  if (texts === undefined) return { ...level, chapter }
  const { predict, debrief } = texts
  const goals = goalsIn(level, texts.goals)
  return {
    ...level,
    written: level,
    chapter,
    title: texts.title,
    teaches: texts.teaches,
    brief: texts.brief,
    goals,
    medals: level.medals.map((list, place) => laid(list, texts.medals[place] ?? [], asText)),
    references: laid(level.references, texts.references, same),
    decoys: laid(level.decoys, texts.decoys, same),
    hints: laid(level.hints, texts.hints, asText),
    predict: { ...level.predict, ...predict, choices: laid(level.predict.choices, predict.choices, asText) },
    debrief: { text: debrief.text, facts: laid(level.debrief.facts, debrief.facts, same) },
    questions: laid(level.questions, texts.questions, same),
    objectives: laid(level.objectives, texts.objectives, asText),
    terms: laid(level.terms, texts.terms, same),
  }
}
