/** Writes the schemas of levels and of their translations from the code, so that editors complete and check a level while one types. */
import { writeFileSync } from 'node:fs'
import { levelJsonSchema, translationJsonSchema } from '../src/game/author.ts'

const write = (name, schema) =>
  writeFileSync(new URL(`../levels/${name}`, import.meta.url), `${JSON.stringify(schema, undefined, 2)}\n`)

write('level.schema.json', levelJsonSchema())
write('text/text.schema.json', translationJsonSchema())
