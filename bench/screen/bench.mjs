/**
 * The game in a real pseudo-terminal: CPU time until the first frame beside `node -e 0`, then CPU time, bytes and memory
 * while level 1.2 plays in slow motion and while it is paused. Linux only: CPU time is read from /proc.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'

const BUNDLE = 'dist/exitless.cjs'
const TICKS_PER_SECOND = 100
const FRAMES_PER_SECOND = 10
const SECONDS = 8
const ROUNDS = 5
const MEMORY_SECONDS = 180

const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis))

/** CPU milliseconds and resident megabytes of a process, or undefined where it is gone. */
function usage(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
    const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
    return {
      cpu: ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND,
      megabytes: Number(resident?.[1] ?? 0) / 1024,
    }
  } catch {
    return undefined
  }
}

function play(columns, rows, level = '1.2') {
  const data = mkdtempSync(join(tmpdir(), 'exitless-bench-'))
  let bytes = 0
  const seen = []
  const game = spawn(process.execPath, [BUNDLE, 'play', level], {
    cols: columns,
    rows,
    name: 'xterm-256color',
    env: { ...process.env, EXITLESS_DATA: data, TERM: 'xterm-256color', COLORTERM: 'truecolor', CI: '' },
  })
  game.onData((text) => {
    bytes += Buffer.byteLength(text)
    seen.push(text)
  })
  return {
    pid: game.pid,
    type: (keys) => game.write(keys),
    forget: () => {
      seen.length = 0
    },
    bytes: () => bytes,
    /** Waits for it, at most four seconds; tells whether it came. */
    shows: async (wanted) => {
      const came = () =>
        typeof wanted === 'string' ? seen.join('').includes(wanted) : wanted.test(seen.join(''))
      for (let turn = 0; turn < 800 && !came(); turn++) await wait(5)
      return came()
    },
    end: () => {
      game.kill('SIGKILL')
      rmSync(data, { recursive: true, force: true })
    },
  }
}

async function frames(columns, rows) {
  const game = play(columns, rows)
  await game.shows('Welcome')
  game.type('\u001b')
  await wait(800)
  game.type('\u001b')
  await wait(1500)
  game.type(' ')
  await wait(1500)
  const from = { ...usage(game.pid), bytes: game.bytes() }
  await wait(SECONDS * 1000)
  const to = { ...usage(game.pid), bytes: game.bytes() }
  game.type(' ')
  await wait(1000)
  const paused = { ...usage(game.pid), bytes: game.bytes() }
  await wait(4000)
  const still = { ...usage(game.pid), bytes: game.bytes() }
  game.end()
  const count = SECONDS * FRAMES_PER_SECOND
  return [
    `${columns}x${rows}`,
    `${((to.cpu - from.cpu) / count).toFixed(1)} ms`,
    `${((to.bytes - from.bytes) / count / 1000).toFixed(1)} kB`,
    `${((to.cpu - from.cpu) / (SECONDS * 10)).toFixed(1)} %`,
    `${((still.cpu - paused.cpu) / 40).toFixed(1)} %, ${still.bytes - paused.bytes} B`,
    `${to.megabytes.toFixed(0)} MB`,
  ]
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

/** Wall milliseconds until the first frame stands, beside an empty node started in the same way. */
async function start() {
  const ours = []
  const empty = []
  for (let round = 0; round <= ROUNDS; round++) {
    const begin = performance.now()
    const game = play(120, 40)
    await game.shows('Welcome')
    if (round > 0) ours.push(performance.now() - begin)
    game.end()
    const from = performance.now()
    await new Promise((resolve) => spawn(process.execPath, ['-e', '0'], {}).onExit(resolve))
    if (round > 0) empty.push(performance.now() - from)
  }
  return { ours: median(ours), empty: median(empty) }
}

/** Wall milliseconds from a key that turns a knob until the numbers of the new run stand on the screen. */
async function keys(level) {
  const game = play(120, 40, level)
  await game.shows('Welcome')
  game.type('\u001b')
  await wait(800)
  game.type('\u001b')
  await game.shows('seed')
  await wait(1500)
  const took = []
  for (let turn = 0; turn < 2 * ROUNDS; turn++) {
    game.forget()
    const begin = performance.now()
    game.type(turn % 2 === 0 ? '\u001b[D' : '\u001b[C')
    if (await game.shows(/run \d+ {2,}seed/)) took.push(performance.now() - begin)
    await wait(700)
  }
  game.end()
  if (took.length === 0) throw new Error(`${level}: no key led to a new run`)
  return [level, `${median(took).toFixed(0)} ms`, `${Math.max(...took).toFixed(0)} ms`]
}

/** Resident megabytes after so many seconds of a playback that begins again and again. */
async function memory() {
  const game = play(120, 40, '1.2')
  await game.shows('Welcome')
  game.type('\u001b')
  await wait(800)
  game.type('\u001b')
  await game.shows('seed')
  await wait(1500)
  const rows = []
  for (let second = 0; second <= MEMORY_SECONDS; second++) {
    // A key a second that changes the run, so that runs and their logs come and go.
    game.type(second % 2 === 0 ? '\u001b[C' : '\u001b[D')
    await wait(100)
    if (second === 0) game.type(' ')
    await wait(900)
    if (second % (MEMORY_SECONDS / 6) === 0)
      rows.push([`${second} s`, `${usage(game.pid)?.megabytes.toFixed(0)} MB`])
  }
  game.end()
  return rows
}

export async function measure() {
  if (process.platform !== 'linux')
    return [
      { title: 'screen', columns: [''], rows: [], notes: ['only on Linux: CPU time is read from /proc'] },
    ]
  const first = await start()
  return [
    {
      title: 'Start: until the first frame, in wall time, 120x40',
      columns: ['exitless', 'node -e 0', 'ratio'],
      rows: [
        [
          `${first.ours.toFixed(0)} ms`,
          `${first.empty.toFixed(0)} ms`,
          (first.ours / first.empty).toFixed(1),
        ],
      ],
      notes: ['reach: 5 on Node 24 with a warm compile cache'],
    },
    {
      title: `Level 1.2 in slow motion, ${FRAMES_PER_SECOND} frames a second`,
      columns: ['terminal', 'CPU a frame', 'bytes a frame', 'of a core', 'while paused', 'memory'],
      rows: [await frames(80, 24), await frames(120, 40), await frames(200, 60)],
      notes: ['reach at 120x40: 10 ms, 4 kB, 12 % of a core, nothing while paused, 160 MB'],
    },
    {
      title: 'From the key to the new numbers, 120x40, wall time',
      columns: ['level', 'median', 'worst'],
      rows: [await keys('1.3'), await keys('2.4'), await keys('4.2'), await keys('5.6')],
      notes: ['reach: 200 ms'],
    },
    {
      title: 'Memory while a knob is turned once a second and the run plays, 120x40',
      columns: ['after', 'resident'],
      rows: await memory(),
      notes: ['reach: 160 MB, flat'],
    },
  ]
}
