/** English, and the type of every other language. Lower case, no blame, no "invalid" without "because". */

/** `; try a, b` */
function tryOnly(choices: readonly string[]): string {
  return choices.length === 0 ? '' : `; try ${choices.join(', ')}`
}

export const en = {
  moves: {
    unreadable: (text: string) =>
      `"${text}" is not a move; a move reads: set files.disk.controller virtio-blk`,
    onLine: (line: number, problem: string) => `line ${line}: ${problem}`,
  },
  play: {
    noSuchKnob: (key: string, choices: readonly string[]) =>
      `this level has no knob "${key}"${tryOnly(choices)}`,
    notOffered: (key: string, value: string, choices: readonly string[]) =>
      `${key} has no value "${value}" here${tryOnly(choices)}`,
    already: (key: string, value: string) => `${key} is ${value} already`,
    nothingToUndo: 'nothing to undo: this is the start',
    nothingToRedo: 'nothing to redo',
    noHint: 'this level has no such hint',
    noChoice: 'there is no such choice',
    guessTooLate: 'a guess comes before the first run',
  },
  campaign: {
    noSuchLevel: (name: string, choices: readonly string[]) => `no level "${name}"${tryOnly(choices)}`,
  },
  progress: {
    notJson: 'the saved progress is not JSON, perhaps cut off while it was written',
    foreign: 'this file is not a progress of exitless',
    newer: (format: number, known: number) =>
      `the saved progress has format ${format}, and this version knows ${known}: a newer exitless wrote it. It stays as it is, and nothing is saved over it`,
  },
} as const
