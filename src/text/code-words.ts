/** Why a text is no result code. */

function list(numbers: readonly number[]): string {
  return numbers.length < 2 ? numbers.join() : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`
}

export const codeWords = {
  notACode: 'this is not a result code; one begins with X1- and the number of its level, as X1-13-',
  newer: (format: string) =>
    `this code has format ${format}, and this package reads X1: a newer exitless may have written it`,
  number: (number: string) => `${number}, where the level's number stands, is mistyped`,
  group: (group: number, text: string) => `group ${group}, ${text}, is mistyped`,
  length: (group: number, text: string, length: number) =>
    `group ${group}, ${text}, has ${length} characters, and each has 5`,
  groups: (groups: readonly number[]) => `groups ${list(groups)} are mistyped`,
  missing: (group: number) => `group ${group} seems to be missing`,
  doubled: (group: number) => `group ${group} stands there twice`,
  swapped: (one: number, other: number) => `groups ${one} and ${other} stand in each other's place`,
  cut: (there: number, of: number) => `the code is cut off: ${there} of its ${of} groups are there`,
  ends: (group: number) => `the code is cut off in group ${group}`,
  beyond: (of: number, text: string) => `after the ${of} groups of the code stands "${text}"`,
  empty: 'the code is cut off: nothing follows the number of the level',
  together:
    'each group is well, but they do not belong together: they come from two codes, or the number of the level is another one',
  malformed: 'the characters are well, but they do not say what a code says: no exitless wrote it',
  suggest: (problem: string, code: string) => `${problem}; perhaps ${code} is meant`,
}
