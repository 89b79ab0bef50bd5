/** Writes levels/level.schema.json from the code, so that editors complete and check a level while one types. */
import { writeFileSync } from 'node:fs'
import { levelJsonSchema } from '../src/game/author.ts'

const file = new URL('../levels/level.schema.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(levelJsonSchema(), undefined, 2)}\n`)
