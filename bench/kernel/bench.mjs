/** The kernel beside its peers: the closed ring, and the hold model. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { agreed, bundle, comparison, compileCpp, nodesHere, pythonWithSimpy, repeat } from '../peers.mjs'

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
  const peers = ['ring', 'hold'].every((name) => compileCpp(join(source, `${name}.cpp`), join(place, name)))
  for (const name of ['ring', 'hold']) await bundle(join(source, `${name}.ts`), join(place, `${name}.mjs`))
  const nodes = nodesHere()
  const python = pythonWithSimpy()

  const ring = nodes.map(({ name, path }) => [`kernel, ${name}`, path, [join(place, 'ring.mjs'), ringNanos]])
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
      `kernel, ${name}`,
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
