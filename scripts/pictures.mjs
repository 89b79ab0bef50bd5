/**
 * The pictures of the README and of the documentation, made by `exitless shot` itself: `npm run pictures` writes them
 * to docs/pictures/, `npm run pictures -- check` says which are no longer what the game draws (exit 1).
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'docs/pictures')
const { pictures } = JSON.parse(readFileSync(join(folder, 'pictures.json'), 'utf8'))

function drawn(name) {
  const args = [join(root, 'dist/exitless.cjs'), 'shot', ...pictures[name]]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) {
    console.error(`${name}: ${stderr}`)
    process.exit(1)
  }
  return stdout
}

function kept(name) {
  try {
    return readFileSync(join(folder, `${name}.svg`), 'utf8')
  } catch {
    return undefined
  }
}

const names = Object.keys(pictures)
if (process.argv[2] === 'check') {
  const stale = names.filter((name) => kept(name) !== drawn(name))
  for (const name of stale)
    console.error(`docs/pictures/${name}.svg is not what the game draws: npm run pictures`)
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  mkdirSync(folder, { recursive: true })
  for (const file of readdirSync(folder))
    if (file.endsWith('.svg') && !names.includes(file.slice(0, -4))) rmSync(join(folder, file))
  for (const name of names) writeFileSync(join(folder, `${name}.svg`), drawn(name))
  console.log(`${names.length} pictures in docs/pictures`)
}
