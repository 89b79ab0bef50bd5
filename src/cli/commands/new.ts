/** `exitless new FILE`: a commented template of a level, which is fair as it stands; or the JSON Schema of levels. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { plainLine } from '../../text/plain.ts'
import { isOn } from '../arguments.ts'
import type { Input } from '../command.ts'
import { DONE, WRONG_USE } from '../exit-codes.ts'
import { messageOf } from '../fault.ts'
import { packedText } from '../shipped-data.ts'
import { say } from '../streams.ts'
import { CannotDo } from '../wrong-use.ts'

export async function perform(input: Input): Promise<number> {
  const [file] = input.positionals
  const name = plainLine(file)
  if (isOn(input, 'schema')) return keepSchema(file, name)
  if (!/\.ya?ml$/.test(file)) throw new CannotDo(`a level is a YAML file: try ${name}.yaml`, WRONG_USE)
  const template = readFileSync(new URL('./template.yaml', import.meta.url), 'utf8')
  keep(file, name, named(template, file))
  say(`${name} is a level, fair as it stands.\n\n  exitless check ${name}\n  exitless play ${name}\n`)
  return DONE
}

function keepSchema(file: string, name: string): number {
  if (!/\.json$/.test(file)) throw new CannotDo(`a schema is a JSON file: try ${name}.json`, WRONG_USE)
  keep(file, name, packedText('level.schema.json'))
  say(
    `${name} lets an editor complete levels; their first line:\n\n  # yaml-language-server: $schema=./${name}\n`,
  )
  return DONE
}

function keep(file: string, name: string, text: string): void {
  if (existsSync(file))
    throw new CannotDo(`${name} is there already, and stays as it is: choose another name`, WRONG_USE)
  try {
    // Never over a file that came meanwhile.
    writeFileSync(file, text, { flag: 'wx' })
  } catch (fault) {
    throw new CannotDo(`${name} cannot be written: ${plainLine(messageOf(fault))}`, WRONG_USE)
  }
}

/** The level's id is the name of its file, where that can be one. */
function named(template: string, file: string): string {
  const id = basename(file).replace(/\.ya?ml$/, '')
  return /^[a-z][a-z0-9-]{0,39}$/.test(id)
    ? template.replace(/^id: my-level {17}/m, `id: ${id} `.padEnd(29))
    : template
}
