/**
 * Engines beside each other: programs that print what they did (`work`), the CPU `seconds` that took, and a `hash` of the order in which they
 * did it. The hashes must agree, or the figures mean nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { build } from 'esbuild'

export const times = 5

/** Each engine so many times, in turns, so that a slow moment of the machine falls on all of them. */
export function repeat(engines) {
  const figures = engines.map(([name]) => ({ name, runs: [] }))
  for (let time = 0; time < times; time++) {
    engines.forEach(([, command, words], at) => {
      figures[at].runs.push(JSON.parse(execFileSync(command, words, { encoding: 'utf8' })))
    })
  }
  return figures
}

export function agreed(figures) {
  const seen = new Set(
    figures.flatMap(({ runs }) => runs.map(({ work, hash }) => `hash ${hash} after ${work}`)),
  )
  if (seen.size !== 1) throw new Error(`the engines disagree: ${[...seen].join('; ')}`)
  return [...seen][0]
}

/** Million per second of CPU time: median, best, and as a share of the first engine. */
export function comparison(title, figures, notes) {
  const rates = figures.map(({ runs }) =>
    runs.map(({ work, seconds }) => work / seconds / 1e6).sort((a, b) => a - b),
  )
  const first = rates[0][times >> 1]
  const rows = figures.map(({ name }, at) => {
    const median = rates[at][times >> 1]
    return [name, median.toFixed(3), rates[at][times - 1].toFixed(3), (median / first).toFixed(4)]
  })
  return { title, columns: ['', 'million/s', 'best', `of ${figures[0].name}`], rows, notes }
}

/** From source to program; false where there is no g++. */
export function compileCpp(source, program) {
  if (spawnSync('g++', ['--version']).status !== 0) return false
  execFileSync('g++', ['-O3', '-o', program, source])
  return true
}

/** As the game itself is bundled: constants end up in the code, names in a module's scope. */
export async function bundle(source, program) {
  await build({
    entryPoints: [source],
    outfile: program,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // For packages that ask for Node's own modules in the old way.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  })
}

/** This Node, and another of the system's if there is one. */
export function nodesHere() {
  const other = process.env.EXITLESS_NODE20 ?? '/usr/bin/node'
  const nodes = [{ name: `Node ${process.versions.node}`, path: process.execPath }]
  if (!existsSync(other)) return nodes
  const version = execFileSync(other, ['--version'], { encoding: 'utf8' }).trim().slice(1)
  if (version !== process.versions.node) nodes.push({ name: `Node ${version}`, path: other })
  return nodes
}

/** A python3 that knows simpy, and simpy's version; undefined: none. */
export function pythonWithSimpy() {
  for (const path of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(path, ['-c', 'import simpy; print(simpy.__version__)'], {
      encoding: 'utf8',
    })
    if (status === 0) return { path, version: stdout.trim() }
  }
  return undefined
}
