/** No term before it is introduced, and nothing required that comes later. */
import { en } from '../../text/index.ts'
import type { Level } from '../level.ts'
import { requiredBy } from '../play/campaign.ts'
import type { Path, Problem } from '../problem.ts'

/** Every text of a level with its place in the file. */
export function textsOf(level: Level): readonly { readonly path: Path; readonly text: string }[] {
  const each = <One>(name: string, list: readonly One[], fields: (one: One) => Record<string, string>) =>
    list.flatMap((one, index) =>
      Object.entries(fields(one)).map(([field, text]) => ({ path: [name, index, field] as Path, text })),
    )
  // The gate that a file need not write has the interface's words, not the author's.
  const goals = level.goals.filter((goal) => goal.text !== en.level.isolation)
  return [
    { path: ['title'], text: level.title },
    { path: ['teaches'], text: level.teaches },
    { path: ['brief'], text: level.brief },
    ...each('goals', goals, ({ text }) => ({ text })),
    ...level.medals.flatMap((list, medal) =>
      list.map(({ text }, index) => ({ path: ['medals', medal, index, 'text'] as Path, text })),
    ),
    ...each('hints', level.hints, ({ text }) => ({ text })),
    { path: ['predict', 'question'], text: level.predict.question },
    ...level.predict.choices.map(({ text }, index) => ({
      path: ['predict', 'choices', index, 'text'] as Path,
      text,
    })),
    ...each('references', level.references, ({ title, text }) => ({ title, text })),
    ...each('decoys', level.decoys, ({ title, text }) => ({ title, text })),
    ...level.debrief.text.map((text, index) => ({ path: ['debrief', 'text', index] as Path, text })),
    ...level.debrief.facts.map(({ text }, index) => ({
      path: ['debrief', 'facts', index, 'text'] as Path,
      text,
    })),
    ...each('questions', level.questions, ({ text }) => ({ text })),
    ...level.questions.flatMap(({ answer }, index) =>
      typeof answer === 'string' ? [{ path: ['questions', index, 'answer'] as Path, text: answer }] : [],
    ),
    ...each('lecture', level.lecture ?? [], ({ title, notes }) => ({ title, notes })),
    ...each('objectives', level.objectives, ({ text }) => ({ text })),
  ]
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** Is the word in the text, alone or in the plural? */
export function mentions(text: string, word: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped(word)}(?:s|es)?(?![\\p{L}\\p{N}])`, 'iu').test(text)
}

/** Terms of other levels that this one uses though it requires none that introduces them. */
export function termProblems(level: Level, levels: readonly Level[]): readonly Problem[] {
  const before = requiredBy(level, levels)
  const known = new Set(
    [level, ...levels.filter((other) => before.has(other.id))].flatMap(({ terms }) =>
      terms.map(({ word }) => word.toLowerCase()),
    ),
  )
  const foreign = levels.flatMap((other) =>
    other.terms.flatMap(({ word }) => (known.has(word.toLowerCase()) ? [] : [{ word, other }])),
  )
  const texts = textsOf(level)
  const early = foreign.flatMap(({ word, other }) => {
    const use = texts.find(({ text }) => mentions(text, word))
    return use === undefined ? [] : [{ path: use.path, message: en.check.termTooEarly(word, other.number) }]
  })
  return [...early, ...termsAgain(level, levels, before)]
}

/** Terms that a required level explains already. */
function termsAgain(level: Level, levels: readonly Level[], before: ReadonlySet<string>): readonly Problem[] {
  const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()
  return level.terms.flatMap(({ word }, index) => {
    const first = levels.find(
      (other) =>
        other.id !== level.id && before.has(other.id) && other.terms.some((term) => same(term.word, word)),
    )
    return first === undefined
      ? []
      : [{ path: ['terms', index, 'word'], message: en.check.termAgain(word, first.number) }]
  })
}

/** Levels are given in the order of play. */
export function orderProblems(level: Level, levels: readonly Level[]): readonly Problem[] {
  const place = (id: string) => levels.findIndex((one) => one.id === id)
  const own = place(level.id)
  if (own < 0) return []
  return level.requires.flatMap((id, index) =>
    place(id) >= own ? [{ path: ['requires', index], message: en.check.comesLater(id) }] : [],
  )
}
