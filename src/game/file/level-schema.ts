/** The JSON Schema of a level file, for editors: what the sections say, with a note on every field. */
import * as z from 'zod'
import { strict } from './field.ts'
import { NOTES } from './schema-notes.ts'
import { sections } from './sections.ts'

interface Schema {
  description?: string
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: Schema | boolean
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  prefixItems?: Schema[]
  $ref?: string
  $defs?: Record<string, Schema>
}

export function levelJsonSchema(): object {
  const schema = z.toJSONSchema(strict(sections), {
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
  }) as Schema
  const missing = new Set<string>()
  annotate(schema, [], schema.$defs ?? {}, missing, new Set())
  if (missing.size > 0)
    throw new Error(`no note on ${[...missing].join(', ')}: say what it means in src/game/schema-notes.ts`)
  return { ...schema, title: 'A level of exitless' }
}

/** Writes the notes into a schema, field by field; what names a definition is followed once. */
function annotate(
  schema: Schema,
  path: readonly string[],
  definitions: Readonly<Record<string, Schema>>,
  missing: Set<string>,
  seen: Set<Schema>,
): void {
  if (seen.has(schema)) return
  seen.add(schema)
  const into = (next: Schema, at = path) => annotate(next, at, definitions, missing, seen)
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const at = [...path, name]
    const note = NOTES[at.join('.')]
    if (note === undefined) missing.add(at.join('.'))
    else field.description = withUnit(note, field, definitions)
    into(field, at)
  }
  const more = schema.additionalProperties
  const parts = [schema.items, typeof more === 'object' ? more : undefined, target(schema, definitions)]
  const lists = [schema.anyOf, schema.oneOf, schema.allOf, schema.prefixItems]
  for (const part of [...parts, ...lists.flatMap((list) => list ?? [])]) if (part !== undefined) into(part)
}

function target({ $ref }: Schema, definitions: Readonly<Record<string, Schema>>): Schema | undefined {
  return $ref === undefined ? undefined : definitions[$ref.replace('#/$defs/', '')]
}

/** The note, and how a value is written where its kind of field says so. */
function withUnit(note: string, field: Schema, definitions: Readonly<Record<string, Schema>>): string {
  const kind = target(field, definitions)?.description
  return kind === undefined ? note : `${note} (${kind})`
}
