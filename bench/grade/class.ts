/** Writes a class that hands in so many codes, and its assignment. node class.mjs FOLDER CODES LEVELS */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { assignmentData, assignmentOf, levels } from '../../test/classroom/assignment-of.ts'
import { generatedClass } from '../../test/classroom/generated-class.ts'
import { zipped } from '../../test/classroom/zip.ts'

const [folder, codes] = process.argv.slice(2)
const numbers = ['1.1', '1.2', '1.3', '2.1', '2.3']
const { files, roster, expected } = generatedClass({
  lms: 'moodle',
  assignment: assignmentOf(numbers),
  levels,
  students: Number(codes) / numbers.length,
  seed: 1,
  kinds: [
    'good',
    'middling',
    'good',
    'start',
    'wrong guess',
    'prose',
    'web page',
    'many in one',
    'mistyped',
    'forged',
  ],
})
writeFileSync(join(folder, 'class.zip'), zipped(files))
writeFileSync(join(folder, 'class.csv'), roster)
writeFileSync(join(folder, 'assignment.yaml'), JSON.stringify(assignmentData(numbers)))
console.log(JSON.stringify(expected.map(({ id, score }) => [id, score])))
