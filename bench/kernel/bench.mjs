/**
 * The kernel beside its peers: the closed ring, and the hold model. Every engine is a program of its own that prints what it did, the CPU
 * seconds that took, and a hash of the order in which it did it. The hashes must agree, or the figures mean nothing.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const times = 5
const source = fileURLToPath(new URL('./', import.meta.url))

/** Simulated time: long enough for a steady figure; SimPy gets less, and is compared with the same time elsewhere. */
const ringNanos = '1500000000'
const shortNanos = '20000000'
const holds = ['64', '1000', '100000']
const holdEvents = '10000000'

export async function measure() {
  const place = mkdtempSync(join(tmpdir(), 'exitless-bench-'))
  try {
    return await measureIn(place)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

async function measureIn(place) {
  const peers = compilePeers(place)
  await bundle(place)
  const nodes = nodesHere()
  const python = pythonWithSimpy()

  const ring = nodes.map(({ name, path }) => [name, path, [join(place, 'ring.mjs'), ringNanos]])
  if (peers) ring.unshift(['C++ by hand', join(place, 'ring'), [ringNanos]])
  const figures = repeat(ring)
  const notes = [
    ...(peers ? [] : ['(no g++ here: no peer in C++)']),
    `every order the same: ${agreed(figures)}`,
  ]
  if (python) notes.push(checkShort(place, nodes[0], python, figures))
  else notes.push('(no python3 that knows simpy here)')

  const tables = [comparison('Closed ring, requests', figures, notes)]
  for (const pending of holds) {
    const engines = nodes.map(({ name, path }) => [
      name,
      path,
      ['--expose-gc', join(place, 'hold.mjs'), pending, holdEvents],
    ])
    if (peers) engines.unshift(['C++ by hand', join(place, 'hold'), [pending, holdEvents]])
    const figures = repeat(engines)
    const notes = [`every order the same: ${agreed(figures)}`]
    const { bytes } = figures.at(-1).runs[0]
    if (pending === holds.at(-1))
      notes.push(`${bytes.toFixed(0)} bytes a pending event, on top of a fixed 42 kB`)
    tables.push(comparison(`Hold model, ${pending} pending, events`, figures, notes))
  }
  return tables
}

/** Runs SimPy for a short time, puts it among the figures, and checks its order against the kernel's over that time. */
function checkShort(place, node, python, figures) {
  const [simpy, kernel] = repeat([
    [`SimPy ${python.version}`, python.path, [join(source, 'ring.py'), shortNanos]],
    ['short', node.path, [join(place, 'ring.mjs'), shortNanos]],
  ])
  figures.push(simpy)
  return `SimPy over ${Number(shortNanos) / 1e6} ms, same order as the kernel: ${agreed([simpy, kernel])}`
}

/** Each engine so many times, in turns, so that a slow moment of the machine falls on all of them. */
function repeat(engines) {
  const figures = engines.map(([name]) => ({ name, runs: [] }))
  for (let time = 0; time < times; time++) {
    engines.forEach(([, command, words], at) => {
      figures[at].runs.push(JSON.parse(execFileSync(command, words, { encoding: 'utf8' })))
    })
  }
  return figures
}

function agreed(figures) {
  const seen = new Set(
    figures.flatMap(({ runs }) => runs.map(({ work, hash }) => `hash ${hash} after ${work}`)),
  )
  if (seen.size !== 1) throw new Error(`the engines disagree: ${[...seen].join('; ')}`)
  return [...seen][0]
}

function comparison(title, figures, notes) {
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

function compilePeers(place) {
  if (spawnSync('g++', ['--version']).status !== 0) return false
  for (const name of ['ring', 'hold'])
    execFileSync('g++', ['-O3', '-o', join(place, name), join(source, `${name}.cpp`)])
  return true
}

/** As the game itself is bundled: constants end up in the code, names in a module's scope. */
async function bundle(place) {
  const entryPoints = ['ring', 'hold'].map((name) => join(source, `${name}.ts`))
  await build({
    entryPoints,
    outdir: place,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
  })
}

/** This Node, and another of the system's if there is one. */
function nodesHere() {
  const other = process.env.EXITLESS_NODE20 ?? '/usr/bin/node'
  const nodes = [{ name: `kernel, Node ${process.versions.node}`, path: process.execPath }]
  if (!existsSync(other)) return nodes
  const version = execFileSync(other, ['--version'], { encoding: 'utf8' }).trim().slice(1)
  if (version !== process.versions.node) nodes.push({ name: `kernel, Node ${version}`, path: other })
  return nodes
}

function pythonWithSimpy() {
  for (const path of ['python3', '/usr/bin/python3']) {
    const { status, stdout } = spawnSync(path, ['-c', 'import simpy; print(simpy.__version__)'], {
      encoding: 'utf8',
    })
    if (status === 0) return { path, version: stdout.trim() }
  }
  return undefined
}
