/** A campaign of 34 levels made by hand: five chapters with a boss and an expert level each, and an epilogue. */
import type { Level } from '../../src/game/index.ts'
import { straw } from './fixture.ts'

/** Levels that are neither boss nor expert, by chapter. */
const ORDINARY = [5, 3, 5, 5, 5]
const TITLES = ['Dummies', 'Talk to me', 'The translator', 'Knock, knock', 'The fine print']

function levelAt(chapter: number, place: string, given: Partial<Level>): Level {
  const number = `${chapter}.${place}`
  return {
    ...straw,
    id: `level-${chapter}-${place.toLowerCase()}`,
    number,
    title: `A title of a level, ${number}`,
    chapter: { id: `chapter-${chapter}`, number: chapter, title: TITLES[chapter - 1] ?? 'Epilogue' },
    hash: number,
    ...given,
  }
}

function chapterOf(count: number, index: number): Level[] {
  const chapter = index + 1
  const before = chapter === 1 ? [] : [`level-${chapter - 1}-${ORDINARY[index - 1]}`]
  const ordinary = Array.from({ length: count }, (_, at) =>
    levelAt(chapter, `${at + 1}`, { requires: at === 0 ? before : [`level-${chapter}-${at}`] }),
  )
  const last = [`level-${chapter}-${count}`]
  return [
    ...ordinary,
    levelAt(chapter, `${count + 1}`, { kind: 'boss', requires: last, title: `Boss of ${chapter}` }),
    levelAt(chapter, 'X', { kind: 'expert', requires: last, title: `Expert of ${chapter}` }),
  ]
}

export const longCampaign: readonly Level[] = [
  ...ORDINARY.flatMap(chapterOf),
  levelAt(6, '1', { requires: ['level-5-6'], title: 'The copies come back' }),
]
