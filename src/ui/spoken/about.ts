/** What exitless is, in sentences: section by section. */
import { words } from '../../text/ui-words.ts'
import type { State } from '../state.ts'
import { sentence } from './aloud.ts'

export interface AboutSection {
  readonly title: string
  readonly text: string
}

/** All sections; the one on the player's data says where they lie. */
export function aboutSections({ environment }: State): readonly AboutSection[] {
  const { sections, saves, folders } = words.model.about
  const data = environment.saves === undefined ? folders : saves(environment.saves)
  return sections.map(([title, text], index) => ({ title, text: index === 4 ? `${text} ${data}` : text }))
}

export function sectionSaid({ title, text }: AboutSection): string {
  // A sign of a variable's name is no percentage.
  return sentence(`${title}: ${text.replace(/%(\w+)%/g, '$1')}`)
}

export function aboutTitle({ version }: State): string {
  return words.spoken.about.title(words.model.about.version(version))
}

export function aboutSaid(state: State): string[] {
  return [aboutTitle(state), ...aboutSections(state).map(sectionSaid)]
}
