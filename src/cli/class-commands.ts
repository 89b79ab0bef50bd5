/** The commands of a class, in the table of commands. */
import type { Command } from './command.ts'
import { CONFIGURATION_FLAGS, JSON_FLAG, LEVEL_HELP, LINE_FLAG, PLAYER_FLAG, STUDENT_FLAGS } from './flags.ts'

export const CLASS_COMMANDS: readonly Command[] = [
  {
    name: 'code',
    takes: ['LEVEL'],
    text: 'the result code of a configuration: your best one, or the one that --set names',
    flags: [
      ...CONFIGURATION_FLAGS,
      { name: 'guess', value: 'N', text: 'the choice guessed before the first run, from 1' },
      { name: 'answer', value: 'Q=VALUE', many: true, text: 'the answer to question Q, from 1: 2=360MB/s' },
      ...STUDENT_FLAGS,
      PLAYER_FLAG,
      JSON_FLAG,
    ],
    more: [LEVEL_HELP],
    load: () => import('./commands/code.ts'),
  },
  {
    name: 'verify',
    takes: ['CODE...'],
    text: 'run result codes again; exit 1 where one is not valid',
    flags: [
      { name: 'assignment', value: 'FILE', text: 'the assignment that the codes are of' },
      { name: 'students', value: 'FILE', text: 'ids of the class, one a line: whose a code is' },
      { name: 'level', value: 'FILE', many: true, text: 'a level file that codes are of' },
      JSON_FLAG,
    ],
    more: ['CODE is a code, a file with codes in any text, or - for stdin.'],
    load: () => import('./commands/verify.ts'),
  },
  {
    name: 'assign',
    takes: ['FILE'],
    text: 'write or edit an assignment: levels, variants, points',
    flags: [
      { name: 'level', value: 'L[,L...]', many: true, text: 'add these levels, with variants' },
      { name: 'remove', value: 'L[,L...]', many: true, text: 'take these out' },
      { name: 'variants', value: 'N', text: 'of each level, 0 to 32; 4 if not said' },
      { name: 'title', value: 'TEXT', text: 'of the assignment' },
      { name: 'class', value: 'TEXT', text: 'of whom it is asked' },
      { name: 'due', value: 'YYYY-MM-DD', text: 'information: nobody is locked out' },
      { name: 'weight', value: 'L=N', many: true, text: "a level's share of the grade; 1 if not said" },
      { name: 'hints', value: 'N', text: 'points that hints may cost; 0: free ones only, none: no hints' },
      { name: 'exam', text: 'best values, ways of others and debriefs are hidden' },
      { name: 'names', text: "codes hold the student's name" },
      { name: 'seed', value: 'N', text: 'draw from N, not from chance: the same file again' },
      { name: 'workers', value: 'N', text: 'threads to use; one for each core if not said' },
      { name: 'schema', text: 'write the JSON Schema of assignments instead, for an editor' },
    ],
    more: [
      LEVEL_HELP,
      'FILE is written if it is not there; else it is edited, and comments in it stay:',
      '  exitless assign week3.yaml --level 4.1,4.2 --title "Week 3" --due 2027-03-01',
      '  exitless assign week3.yaml --level 4.4 --remove 4.1',
    ],
    load: () => import('./commands/assign.ts'),
  },
  {
    name: 'sheet',
    takes: ['[LEVEL...]'],
    text: 'an exercise sheet: Markdown, or one page of HTML',
    flags: [
      { name: 'html', text: 'one HTML page that needs no other file' },
      { name: 'answers', text: "the teacher's copy: answers, simulated now" },
      {
        name: 'assignment',
        value: 'FILE',
        text: "an assignment's levels; the name of a shipped one will do",
      },
      { name: 'student', value: 'ID', text: "with the numbers of this student's variants" },
      { name: 'out', value: 'FILE', text: 'write it to FILE; without it to stdout' },
    ],
    more: [LEVEL_HELP, 'A chapter by its number alone: exitless sheet 1'],
    load: () => import('./commands/sheet.ts'),
  },
  {
    name: 'lecture',
    takes: ['LEVEL'],
    text: "step through a level's prepared configurations, for a projector",
    flags: [
      { name: 'palette', value: 'NAME', text: 'colours; those of the settings if not said' },
      { name: 'ascii', text: 'letters and signs of ASCII only' },
      LINE_FLAG,
    ],
    more: [LEVEL_HELP],
    load: () => import('./commands/lecture.ts'),
  },
]
