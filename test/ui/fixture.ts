/** Levels made by hand, and an outside world whose runs end when one wants. */
import {
  countConfigurations,
  dailyId,
  type Level,
  measuredMetrics,
  newProgress,
  newSandbox,
  type Progress,
  type Space,
} from '../../src/game/index.ts'
import { type Host, type Run, simulate } from '../../src/machine/index.ts'
import { setThousands } from '../../src/metrics/index.ts'
import { texts as german } from '../../src/text/de/index.ts'
import { setLanguage } from '../../src/text/language.ts'
import { inPlainLetters } from '../../src/text/letters.ts'
import type { Environment, Outside } from '../../src/ui/outside.ts'
import { assignedPath, DURATION, hostWith, idePath, lsiPath, runWith, straying } from './fixture-run.ts'

const goals: Level['goals'] = [
  { metric: 'guests-booted', op: '==', target: 2, text: 'both guests boot' },
  { metric: 'violations', op: '==', target: 0, text: 'isolation holds' },
  { metric: 'throughput@files.disk', op: '>=', target: 220_000_000, text: 'stream ≥ 220 MB/s' },
  { metric: 'exits-per-request@files.disk', op: '<=', target: 24, text: 'exits/MiB ≤ 24' },
]

export const straw: Level = {
  format: 1,
  id: 'straw',
  number: '1.3',
  chapter: { id: 'dummies', number: 1, title: 'Dummies' },
  kind: 'level',
  title: 'Through a 128 KB straw',
  teaches: 'the emulated limit sets the request size, not the array',
  requires: ['first'],
  minutes: 8,
  brief:
    'An array with 256 MB of cache sits behind a controller that takes 128 KiB at a time. Make the stream fast.',
  host: hostWith(),
  duration: DURATION,
  seeds: [1],
  knobs: [
    { key: 'files.disk.controller', values: ['ide-pio', 'ide-dma', 'lsi53c895a', 'virtio-blk'] },
    { key: 'files.disk.ring', values: ['32', '64', '128'] },
    { key: 'db.disk.controller', values: ['ide-dma', 'lsi53c895a'] },
    { key: 'host.iommu.mode', values: ['off', 'identity', 'translated'] },
  ],
  start: [],
  goals,
  medals: [
    [{ metric: 'copies-per-byte@files.disk', op: '<=', target: 1, text: 'copies/B ≤ 1' }],
    [{ metric: 'cpu', op: '<=', target: 0.15, text: 'CPU ≤ 15 %' }],
  ],
  focus: 'files.disk',
  show: [
    'throughput@files.disk',
    'latency-p50@files.disk',
    'latency-p99@files.disk',
    'exits-per-request@files.disk',
    'copies-per-byte@files.disk',
    'interrupts@files.disk',
    'latency-p99@db.disk',
    'cpu',
  ],
  headline: ['throughput@files.disk', 'exits-per-request@files.disk'],
  references: [
    {
      title: 'a larger command',
      moves: [{ key: 'files.disk.controller', value: 'lsi53c895a' }],
      text: 'The controller takes 96 pages at once.',
    },
    {
      title: 'a ring',
      moves: [{ key: 'files.disk.controller', value: 'virtio-blk' }],
      text: 'Descriptors in memory instead of registers.',
    },
  ],
  decoys: [],
  hints: [
    {
      when: { knob: 'files.disk.controller', is: 'ide-dma' },
      text: 'How many commands does one MiB become?',
      price: 1,
    },
  ],
  predict: {
    question: 'How fast is the stream through this controller?',
    metric: 'throughput@files.disk',
    unit: 'MB/s',
    choices: [
      { text: 'about 50', from: 0, to: 100e6 },
      { text: 'about 200', from: 100e6, to: 300e6 },
      { text: 'about 400', from: 300e6, to: 1e12 },
    ],
  },
  debrief: {
    text: [
      'What the guest sees sets the largest request, whatever stands behind it. Eight commands a MiB mean eight of everything that a command costs.',
    ],
    facts: [
      {
        what: '26 register accesses a command',
        text: 'IDE DMA, 4 KiB to 128 KiB',
        source: 'counted in QEMU 7.2.22',
        link: '',
        grade: 'R',
      },
      {
        what: 'an array takes 117 µs',
        text: 'to accept a command',
        source: 'no source',
        link: '',
        grade: 'M',
      },
    ],
  },
  questions: [],
  objectives: [],
  fair: { share: [0.01, 0.35], front: 3 },
  terms: [],
  hash: '0000000000000001',
}

/** Questions for a level that has none. */
export const questions: Level['questions'] = [
  {
    text: 'How fast is the stream with a controller that takes 96 pages of memory in one command, all else as it is at the start?',
    answer: {
      metric: 'throughput@files.disk',
      moves: [{ key: 'files.disk.controller', value: 'lsi53c895a' }],
    },
  },
  {
    text: 'How many exits does one request of 1 MiB cost then?',
    answer: {
      metric: 'exits-per-request@files.disk',
      moves: [{ key: 'files.disk.controller', value: 'lsi53c895a' }],
    },
  },
  {
    text: 'Why does a faster array not help a guest behind an old controller?',
    answer:
      'The controller cuts each request to pieces, and every piece costs the same whatever stands behind it.',
  },
]

export const first: Level = {
  ...straw,
  id: 'first',
  number: '1.1',
  title: 'A controller everybody knows',
  requires: [],
  brief:
    'A guest from 1996 reads from its disk. It only knows old controllers, so the host plays one for it. Every touch of that controller stops the guest: one exit. Bring them down to 24 or fewer for each read.',
  knobs: [{ key: 'files.disk.controller', values: ['ide-pio', 'ide-dma', 'lsi53c895a', 'virtio-blk'] }],
  goals: [goals[3], goals[0], goals[1]],
  big: 'exits-per-request@files.disk',
  medals: [],
  hash: '0000000000000002',
}

export const astray: Level = {
  ...straw,
  id: 'astray',
  number: '3.1',
  chapter: { id: 'translator', number: 3, title: 'The translator' },
  title: 'The address that lied',
  requires: ['straw'],
  hash: '0000000000000003',
}

export const levels: readonly Level[] = [first, straw, astray]

/** The run of a host: what differs is the path of the first disk, and whether something lands in another guest. */
export function runOf(host: Host): Run {
  if (host.guests[0].id !== 'files') return simulate(host, { seed: 1, duration: 1_000_000, record: true })
  const controller = host.guests[0].devices[0].controller
  const violations = host.iommu.mode === 'off' ? [straying] : []
  const path =
    violations.length > 0
      ? assignedPath
      : controller === 'ide-dma' || controller === 'ide-pio'
        ? idePath
        : lsiPath
  return runWith({ host, path, violations, hash: `${controller}-${host.iommu.mode}` })
}

/** A space with numbers by rule: every seventh configuration cannot be, every fifth passes. Two each share their numbers. */
export function spaceFor(level: Level): Space {
  const metrics = measuredMetrics(level)
  const pair = (index: number) => Math.floor(index / 2)
  const wins = (index: number) => index % 7 !== 6 && index % 5 === 4
  return {
    level: level.id,
    hash: level.hash,
    metrics,
    configurations: countConfigurations(level),
    values: (index, metric) => {
      if (index % 7 === 6) return Number.NaN
      if (metric === 'violations') return 0
      if (metric === 'guests-booted') return 2
      if (metric.startsWith('throughput')) return 60e6 + pair(index) * 9e6
      return 10 + ((pair(index) * 7) % 31) * (metric.startsWith('exits') ? 40 : 0.001)
    },
    wins,
    medals: (index) => (wins(index) ? 1 + (index % 2) : 0),
  }
}

/** A simulation of the real machine, short and at once. */
export const really: Outside['simulate'] = (host, { seed, factors }, _progress, done) => {
  done(simulate(host, { seed, duration: 1_000_000, record: true, factors }))
  return () => {}
}

export interface FakeOutside extends Outside {
  /** What was saved last. */
  saved?: Progress
  readonly quits: number[]
  /** Texts that were copied; whether the mouse was asked for. */
  readonly copied: string[]
  readonly mice: boolean[]
  /** Codes that were written to files. */
  readonly written: string[]
  /** Calls the clock, if it runs. */
  tick(): void
  readonly clocks: () => number
  /** Simulations that were asked for and are not done; `finish` ends them all. */
  readonly open: { host: Host; onProgress: (share: number) => void; finish: () => void }[]
  finish(): void
}

export const environment: Environment = {
  color: 'none',
  ascii: false,
  screenReader: false,
  reducedMotion: false,
}

export function seasoned(): Progress {
  return {
    ...newProgress('p'),
    seenOrientation: true,
    levels: { straw: { medals: 0, best: {}, moves: [], runs: 0, guess: 1, guessed: true, hints: [] } },
  }
}

/** An Outside whose runs end at once, or when `finish` is called. */
export function fakeOutside(given: Partial<Outside> & { late?: boolean } = {}): FakeOutside {
  const clocks = new Set<() => void>()
  const open: FakeOutside['open'] = []
  const outside: FakeOutside = {
    levels,
    progress: seasoned(),
    version: '0.1.0',
    environment,
    quits: [],
    copied: [],
    mice: [],
    written: [],
    open,
    clocks: () => clocks.size,
    tick: () => {
      for (const call of [...clocks]) call()
    },
    finish: () => {
      while (open.length > 0) open.shift()?.finish()
    },
    simulate: (host, options, onProgress, onDone) => {
      const finish = () => onDone(runOf(host), options.baseline ? runOf(host) : undefined)
      if (given.late !== true) {
        finish()
        return () => {}
      }
      const entry = { host, onProgress, finish }
      open.push(entry)
      return () => {
        const at = open.indexOf(entry)
        if (at >= 0) open.splice(at, 1)
      }
    },
    explore: (level, onSpace) => {
      const count = countConfigurations(level)
      onSpace(spaceFor(level), count, count)
      return () => {}
    },
    today: '2026-11-25',
    drawDaily: (_onProgress, onDone) => {
      const level = {
        ...straw,
        id: dailyId('2026-11-25'),
        number: 'T',
        predict: { ...straw.predict, choices: [] },
      }
      onDone({ level, space: { ...spaceFor(level), level: level.id } })
    },
    openSandbox: (onAnswer) => onAnswer({ sandbox: newSandbox() }),
    saveSandbox: () => {},
    writeSandbox: (_sandbox, onTold) => onTold('written'),
    saveCodes: (text, onTold) => {
      outside.written.push(text)
      onTold('codes written')
    },
    readChecked: (onRows) =>
      onRows([
        {
          id: 'V31.virtio',
          metric: 'requests@vm.disk',
          of: 'sata',
          measured: 5.86,
          simulated: 5.2,
          ratio: 0.887,
          costs: [['exit-user', 0.42]],
        },
      ]),
    every: (_millis, call) => {
      clocks.add(call)
      return () => clocks.delete(call)
    },
    save: (progress) => {
      outside.saved = progress
    },
    speak: (language, ascii) => {
      setThousands(language === 'en' ? ',' : '')
      setLanguage(language, language === 'de' ? (ascii ? inPlainLetters(german) : german) : {})
      return outside.levels
    },
    quit: (code) => {
      outside.quits.push(code)
    },
    copy: (text) => {
      outside.copied.push(text)
    },
    mouse: (on) => {
      outside.mice.push(on)
    },
    suspend: () => {},
    ...given,
  }
  return outside
}
