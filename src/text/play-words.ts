/** Words of what lies around the campaign: its map, explore, the sandbox, the task of a day, predictions, former runs. */
export const playWords = {
  jump: {
    prompt: 'level',
    none: 'no level has this number or these words',
    keys: 'Enter goes there   Esc stays',
  },
  campaign: {
    done: 'all passed',
    open: (count: number) => `${count} open`,
    needs: (numbers: string) => `needs ${numbers}`,
    bossFirst: (number: string) => `boss ${number} ◆`,
    boss: 'boss',
    expert: 'expert',
    aboutBoss: (chapter: number, title: string) =>
      `A boss adds no idea. It may be played first; won, it opens every level of chapter ${chapter}, ${title}.`,
    aboutExpert: 'An expert level: nothing else needs it.',
    orBoss: (number: string) => `or win ${number}, the boss of its chapter`,
    left: (minutes: number) => `${minutes} min left`,
    elsewhere: 'Elsewhere',
  },
} as const
