/**
 * Speed beside peers and limits: `npm run bench`, or `node bench/run.mjs kernel` for one part. A part is a folder with a bench.mjs that
 * exports `measure()`: a list of tables, each a title, notes and rows of text. What the figures mean is told in README.md.
 */
import { existsSync, readdirSync } from 'node:fs'
import { cpus } from 'node:os'

const here = new URL('./', import.meta.url)
const parts = readdirSync(here).filter((name) => existsSync(new URL(`${name}/bench.mjs`, here)))
const asked = process.argv.slice(2)
const unknown = asked.find((name) => !parts.includes(name))
if (unknown !== undefined) {
  console.error(`no part "${unknown}"; there are ${parts.join(', ')}`)
  process.exit(2)
}

console.log(`Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}`)
for (const part of asked.length > 0 ? asked : parts) {
  const { measure } = await import(new URL(`${part}/bench.mjs`, here).href)
  for (const { title, columns, rows, notes } of await measure()) {
    console.log(`\n${title}\n${table([columns, ...rows])}`)
    for (const note of notes) console.log(note)
  }
}

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)))
  const line = (row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join('  ')
  return rows.map((row) => `  ${line(row)}`).join('\n')
}
