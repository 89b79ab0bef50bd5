/** The rooms of src/ and what each may import and mention; the table of src/README.md, as a checker. */
import { posix } from 'node:path'
import { importsOf, type Token, tokensOf } from './lexer.ts'

export interface Offence {
  readonly file: string
  readonly line: number
  readonly what: string
}

interface Room {
  /** Rooms that it may import, itself always. */
  readonly rooms: readonly string[]
  /** Rooms of which it may import types, and besides them only these readers and tables. */
  readonly readers?: Readonly<Record<string, readonly string[]>>
  readonly packages: readonly string[]
  /** What it may never mention. */
  readonly never: readonly Mention[]
}

interface Mention {
  readonly what: string
  readonly found: (tokens: readonly Token[], index: number) => boolean
}

/** The word itself, not a field of that name. */
function word(what: string): Mention {
  return {
    what,
    found: (tokens, index) =>
      tokens[index].kind === 'word' &&
      tokens[index].text === what &&
      tokens[index - 1]?.text !== '.' &&
      !isName(tokens, index),
  }
}

/** A key of a record or a declared field, as in `{ Date: 1 }`. */
function isName(tokens: readonly Token[], index: number): boolean {
  const after = tokens[index + 1]?.text
  const before = tokens[index - 1]?.text
  return after === ':' && before !== '?' && (before === '{' || before === ',' || before === 'readonly')
}

function member(object: string, names: readonly string[]): readonly Mention[] {
  return names.map((name) => ({
    what: `${object}.${name}`,
    found: (tokens, index) =>
      tokens[index].text === object &&
      /^\??\.$/.test(tokens[index + 1]?.text ?? '') &&
      tokens[index + 2]?.text === name,
  }))
}

const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'queueMicrotask'].map(
  word,
)
const CLOCKS = [...['Date', 'performance'].map(word), ...member('Math', ['random'])]
const PROCESS = member('process', [
  'env',
  'argv',
  'stdin',
  'stdout',
  'stderr',
  'exit',
  'hrtime',
  'platform',
  'nextTick',
  'on',
  'cwd',
])
/** Their last bit differs between Node versions. */
const FLOATING = [
  ...member(
    'Math',
    'pow log log2 log10 log1p exp expm1 sin cos tan asin acos atan atan2 sinh cosh tanh cbrt hypot'.split(
      ' ',
    ),
  ),
  {
    what: '**',
    // Two to a literal power is exact everywhere.
    found: (tokens: readonly Token[], index: number) =>
      /^\*\*=?$/.test(tokens[index].text) &&
      !(tokens[index - 1].text === '2' && tokens[index + 1]?.kind === 'number'),
  },
]
const NOT_OUTSIDE = [...TIMERS, ...CLOCKS, ...PROCESS]

const ROOMS: Readonly<Record<string, Room>> = {
  sim: { rooms: [], packages: [], never: [...NOT_OUTSIDE, ...FLOATING] },
  machine: { rooms: ['sim'], packages: [], never: [...NOT_OUTSIDE, ...FLOATING] },
  metrics: { rooms: ['machine'], packages: [], never: NOT_OUTSIDE },
  text: { rooms: [], packages: [], never: NOT_OUTSIDE },
  game: { rooms: ['machine', 'metrics', 'text'], packages: ['immer', 'zod'], never: NOT_OUTSIDE },
  validation: { rooms: ['game', 'machine', 'metrics', 'text'], packages: ['zod'], never: NOT_OUTSIDE },
  real: { rooms: ['game', 'machine', 'metrics', 'text'], packages: ['zod'], never: NOT_OUTSIDE },
  classroom: {
    rooms: ['game', 'machine', 'metrics', 'text'],
    packages: ['zod', '@noble/hashes'],
    never: NOT_OUTSIDE,
  },
  ui: {
    rooms: ['game', 'metrics', 'real', 'text'],
    readers: {
      machine: [
        'catalogue',
        'knobCards',
        'readKnob',
        'COSTS',
        'CORE_KINDS',
        'EXIT_REASONS',
        'KIB',
        'MIB',
        'GIB',
        'PAGE',
        'FLAG_DROPPED',
        'FLAG_SOCKET',
      ]
        .concat(['clockOf', 'ERAS', 'paceOf', 'pathAtRest', 'subjectOf'])
        .concat(['momentAt', 'nextMoment', 'previousMoment', 'incidentTimes'], ['vectorsOf', 'nodeOfCore'])
        .concat(['ordinalOf', 'requestOf', 'requestCount', 'oldestAt', 'standingOf', 'endOf', 'dropsOf'])
        .concat([
          'nextMomentOf',
          'previousMomentOf',
          'requestAfter',
          'requestBefore',
          'longestAfter',
          'nanosByRow',
        ])
        .concat(['positionsAt', 'mappedAt', 'reachOf', 'guestDrives']),
    },
    packages: ['ink', 'react', 'ink-select-input', 'string-width'],
    never: NOT_OUTSIDE,
  },
}

const LONGEST_FILE = 300

/**
 * What is wrong with one file.
 * @param file path from the top of the project: `src/machine/ring.ts`
 */
export function offencesOf(file: string, source: string): readonly Offence[] {
  const offences: Offence[] = []
  const lines = source.trimEnd().split('\n').length
  if (lines > LONGEST_FILE)
    offences.push({ file, line: lines, what: `${lines} lines; past ${LONGEST_FILE} it is two files` })
  const name = file.split('/')[1]
  if (name === 'cli') return offences
  const room = ROOMS[name]
  if (room === undefined) return [...offences, { file, line: 1, what: `no room "${name}"` }]
  const tokens = tokensOf(source)
  for (const { from, line, values } of importsOf(tokens)) {
    const what = importOffence(file, name, room, from, values)
    if (what !== undefined) offences.push({ file, line, what })
  }
  for (const index of tokens.keys())
    for (const mention of room.never)
      if (mention.found(tokens, index))
        offences.push({ file, line: tokens[index].line, what: `${name} mentions ${mention.what}` })
  return offences
}

function importOffence(
  file: string,
  name: string,
  room: Room,
  from: string,
  values: readonly string[],
): string | undefined {
  if (from.startsWith('node:')) return `${name} imports ${from}`
  if (!from.startsWith('.')) {
    const [first, second] = from.split('/')
    const npm = from.startsWith('@') ? `${first}/${second}` : first
    return room.packages.includes(npm) ? undefined : `${name} imports the package ${npm}`
  }
  const target = posix.join(posix.dirname(file), from)
  const other = target.startsWith('src/') ? target.split('/')[1] : '..'
  if (other === name || room.rooms.includes(other)) return undefined
  const readers = room.readers?.[other]
  if (readers === undefined) return `${name} imports ${other}: ${from}`
  const more = values.filter((value) => !readers.includes(value))
  return more.length === 0 ? undefined : `${name} imports ${more.join(', ')} from ${other}: ${from}`
}
