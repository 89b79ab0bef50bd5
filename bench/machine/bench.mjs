/**
 * The machine beside its peers: the closed ring of the kernel's bench as a datasheet, and then path by path, simulated requests a second of
 * CPU, with the log and without, and the heap that a request costs.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { agreed, bundle, comparison, compileCpp, nodesHere, pythonWithSimpy, repeat } from '../peers.mjs'

const times = 3
const source = fileURLToPath(new URL('./', import.meta.url))
const kernelSource = fileURLToPath(new URL('../kernel/', import.meta.url))

const ringNanos = '1000000000'
const shortNanos = '20000000'

export async function measure() {
  const place = mkdtempSync(join(tmpdir(), 'exitless-bench-'))
  try {
    const ring = await measureRing(place)
    return [ring.table, await measurePaths(place, ring.peers)]
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
}

/** The ring in C++, on the kernel's stations by hand, as a datasheet with the log and without, and in SimPy. */
async function measureRing(place) {
  const cpp = compileCpp(join(kernelSource, 'ring.cpp'), join(place, 'ring'))
  await bundle(join(kernelSource, 'ring.ts'), join(place, 'stations.mjs'))
  await bundle(join(source, 'ring.ts'), join(place, 'ring.mjs'))
  const engines = nodesHere().flatMap(({ name, path }) => [
    [`stations by hand, ${name}`, path, [join(place, 'stations.mjs'), ringNanos]],
    [`datasheet, ${name}`, path, [join(place, 'ring.mjs'), ringNanos]],
    [`datasheet with log, ${name}`, path, [join(place, 'ring.mjs'), ringNanos, 'record']],
  ])
  if (cpp) engines.unshift(['C++ by hand', join(place, 'ring'), [ringNanos]])
  const figures = repeat(engines)
  const notes = [
    ...(cpp ? [] : ['(no g++ here: no peer in C++)']),
    `every order the same: ${agreed(figures)}`,
  ]
  const python = pythonWithSimpy()
  if (python) {
    const [simpy, short] = repeat([
      [`SimPy ${python.version}`, python.path, [join(kernelSource, 'ring.py'), shortNanos]],
      ['short', process.execPath, [join(place, 'ring.mjs'), shortNanos]],
    ])
    figures.push(simpy)
    notes.push(
      `SimPy over ${Number(shortNanos) / 1e6} ms, same order as the datasheet: ${agreed([simpy, short])}`,
    )
  } else notes.push('(no python3 that knows simpy here)')
  const first = figures
    .filter(({ runs }) => runs[0].cold !== undefined)
    .map(({ name, runs }) => ({
      name: `${name}, first run`,
      runs: runs.map((run) => ({ ...run, seconds: run.cold })),
    }))
  const table = comparison('The closed ring as a datasheet, requests', [...figures, ...first], notes)
  return { table, peers: table.rows.filter(([name]) => /^C|^SimPy/.test(name)) }
}

/** @param peers rows of the ring: what a request costs elsewhere */
async function measurePaths(place, peers) {
  const program = join(place, 'paths.mjs')
  await bundle(join(source, 'paths.ts'), program)
  const run = (...words) =>
    JSON.parse(
      execFileSync(process.execPath, ['--expose-gc', '--max-semi-space-size=64', program, ...words], {
        encoding: 'utf8',
      }),
    )
  const rows = run('names').map((name, index) => {
    const plain = median(() => run(String(index)))
    const recorded = median(() => run(String(index), 'record'))
    return [
      name,
      thousands(plain),
      thousands(recorded),
      (plain.events / plain.requests).toFixed(1),
      (plain.events / plain.seconds / 1e6).toFixed(1),
      plain.bytes.toFixed(1),
    ]
  })
  for (const [name, millions] of peers)
    rows.push([`(the ring in ${name})`, (millions * 1e3).toFixed(0), '', '', '', ''])
  const columns = ['', 'k requests/s', 'with log', 'events each', 'M events/s', 'heap bytes each']
  const notes = [
    '400 ms of each; heap over their second half, no collection between: rows of requests are no part of it',
  ]
  return { title: 'Machine, simulated requests a second of CPU', columns, rows, notes }
}

/** The run of middle speed. */
function median(run) {
  const runs = Array.from({ length: times }, run)
  return runs.sort((a, b) => a.requests / a.seconds - b.requests / b.seconds)[times >> 1]
}

function thousands({ requests, seconds }) {
  return (requests / seconds / 1e3).toFixed(0)
}
