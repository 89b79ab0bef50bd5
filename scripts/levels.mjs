/** Turns levels/**.yaml into the one document that the bundle reads: checked, complete, without YAML or schema at run time. */
import { existsSync, readFileSync } from 'node:fs'
import { printProblem } from '../src/cli/level-file.ts'
import { readLevelFolder } from '../src/cli/level-folder.ts'
import { readTranslation } from '../src/cli/translation-folder.ts'

/** `{ format, levels }` with every level in the order of play; throws with all problems where there are any. */
export function compileLevels(folder) {
  const { levels, problems } = readLevelFolder(folder)
  if (problems.length > 0) throw new Error(`\n${problems.map(printProblem).join('\n')}`)
  return { format: 1, levels: levels.map(({ level }) => level) }
}

/** `{ levels, chapters }`: the texts of another language by id. A level without them stays as it is. */
export function compileTranslation(folder, language) {
  const levels = readLevelFolder(folder).levels.map(({ level }) => level)
  const { translation, problems } = readTranslation(`${folder}/text/${language}`, levels)
  if (problems.length > 0) throw new Error(`\n${problems.map(printProblem).join('\n')}`)
  return translation
}

/** Where the measured space of a level's file lies: beside it. */
export function spaceFile(file) {
  return file.replace(/\.ya?ml$/, '.space')
}

/** The text of a space's file: a line for each column, so that a change can be read. */
export function spaceText({ columns, ...head }) {
  const lines = columns.map((column) => JSON.stringify(column)).join(',\n')
  return `${JSON.stringify(head).slice(0, -1)},"columns":[\n${lines}\n]}\n`
}

/** `{ format, spaces }`: what `npm run prove` measured of the levels as they stand. A level without one is measured while one plays. */
export function compileSpaces(folder) {
  const { levels } = readLevelFolder(folder)
  const spaces = levels.flatMap(({ file, level }) => {
    if (!existsSync(spaceFile(file))) return []
    const space = JSON.parse(readFileSync(spaceFile(file), 'utf8'))
    return space.hash === level.hash ? [space] : []
  })
  return { format: 1, spaces }
}
