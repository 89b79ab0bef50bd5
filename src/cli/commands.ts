/** The table of commands: names, arguments and flags are a contract. Help, parsing and suggestions are read from it. */
import type { Command, Flag } from './command.ts'

const JSON_FLAG: Flag = { name: 'json', text: 'print one JSON document on stdout ("format": 1)' }
const LINE_FLAG: Flag = {
  name: 'line',
  text: 'by sentences and numbers: for screen readers, dumb terminals, pipes',
}
const PLAYER_FLAG: Flag = {
  name: 'player',
  value: 'NAME',
  text: 'a save of its own for each NAME; EXITLESS_PLAYER does the same',
}
const LEVEL_HELP =
  'LEVEL is an id ("controller-everybody-knows"), a number ("1.3"), or a path to a level file.'

/** A configuration of a level. */
const CONFIGURATION_FLAGS: readonly Flag[] = [
  { name: 'set', value: 'K=V', many: true, text: 'change a knob, e.g. files.disk.controller=virtio-blk' },
  {
    name: 'moves',
    value: 'FILE',
    text: 'moves from a file, one "set KEY VALUE" a line; before any --set',
  },
]

/** How a screen looks that nobody sits before. */
const PICTURE_FLAGS: readonly Flag[] = [
  { name: 'size', value: 'COLUMNSxROWS', text: 'of the terminal; 120x40 if not said' },
  { name: 'palette', value: 'NAME', text: 'colours; standard if not said' },
  { name: 'ascii', text: 'letters and signs of ASCII only' },
  { name: 'out', value: 'FILE', text: 'write it to FILE; without it to stdout' },
]

export const COMMANDS: readonly Command[] = [
  {
    name: 'play',
    takes: ['[LEVEL]'],
    text: 'play; without LEVEL: where you left off',
    flags: [LINE_FLAG, PLAYER_FLAG],
    more: [LEVEL_HELP],
    load: () => import('./commands/play.ts'),
  },
  {
    name: 'daily',
    takes: [],
    text: 'the task of today, drawn from the date; the same for everybody',
    flags: [
      { name: 'date', value: 'YYYY-MM-DD', text: 'the task of a day that was; today if not said' },
      LINE_FLAG,
      PLAYER_FLAG,
    ],
    load: () => import('./commands/daily.ts'),
  },
  {
    name: 'sandbox',
    takes: [],
    text: 'a host of your own, from parts, with goals of your own',
    flags: [
      {
        name: 'host',
        value: 'FILE',
        text: "begin with this level file's host; else with what was there last",
      },
      LINE_FLAG,
      PLAYER_FLAG,
    ],
    load: () => import('./commands/sandbox.ts'),
  },
  {
    name: 'levels',
    takes: [],
    text: 'chapters, levels, and your medals',
    flags: [JSON_FLAG],
    load: () => import('./commands/levels.ts'),
  },
  {
    name: 'run',
    takes: ['LEVEL'],
    text: 'one run without a screen; exit 0 if its goals are met, 1 if not',
    flags: [
      ...CONFIGURATION_FLAGS,
      { name: 'seed', value: 'N', text: "the workload's seed; without it the level's first" },
      { name: 'trace', value: 'FILE', text: 'write every step of every request, one JSON object a line' },
      JSON_FLAG,
    ],
    more: [LEVEL_HELP],
    load: () => import('./commands/run.ts'),
  },
  {
    name: 'explore',
    takes: ['LEVEL', '[FILE...]'],
    text: 'every allowed configuration: who wins, and what is best',
    flags: [
      { name: 'workers', value: 'N', text: 'threads to use; one for each core if not said' },
      { name: 'fresh', text: 'measure all again; without it explore goes on where it was stopped' },
      { name: 'shard', value: 'I/N', text: 'only part I of N, as lines of JSON on stdout' },
      { name: 'from', value: 'FILE', many: true, text: 'join parts that --shard printed' },
      JSON_FLAG,
    ],
    more: [LEVEL_HELP],
    load: () => import('./commands/explore.ts'),
  },
  {
    name: 'why',
    takes: ['LEVEL', '[METRIC]'],
    text: 'why a number of a run is what it is, and what each knob would change',
    flags: [
      { name: 'request', value: 'N', text: 'in place of METRIC: where the time of the N-th request went' },
      { name: 'violation', value: 'N', text: 'in place of METRIC: the N-th violation, or contained fault' },
      { name: 'set', value: 'K=V', many: true, text: 'change a knob first' },
      { name: 'moves', value: 'FILE', text: 'moves from a file, before any --set' },
      { name: 'seed', value: 'N', text: "the workload's seed; without it the level's first" },
      JSON_FLAG,
    ],
    more: [LEVEL_HELP, 'METRIC is an id as run prints them, with a selector: latency-p99@db.disk'],
    load: () => import('./commands/why.ts'),
  },
  {
    name: 'request',
    takes: ['CONTROLLER'],
    text: 'one request of a controller: its path, its counts, its time alone',
    flags: [
      {
        name: 'op',
        value: 'read|write|tx|rx|draw',
        text: 'read for a disk, tx for a network card, draw for a display',
      },
      { name: 'bytes', value: 'N', text: '4096, or 1514 for a packet, if not said' },
      { name: 'depth', value: 'N', text: 'requests in flight; 1 if not said' },
      { name: 'contiguous', text: 'the buffer is one piece of memory, not scattered pages' },
      {
        name: 'interrupt',
        value: 'intx|msi|msix',
        text: "the kind of interrupt; the controller's own if not said",
      },
      {
        name: 'accel',
        value: 'kvm|tcg',
        text: 'how a data port is counted: kvm (string exits) or tcg (each access)',
      },
      {
        name: 'iommu',
        value: 'off|pt|strict|lazy|caching',
        text: 'the IOMMU that the guest sees; off if not said',
      },
      { name: 'iommu-model', value: 'intel|amd', text: 'whose IOMMU; intel if not said' },
      { name: 'device', value: 'NANOS', text: 'time of the device behind it; 100000 if not said' },
      JSON_FLAG,
    ],
    load: () => import('./commands/request.ts'),
  },
  {
    name: 'check',
    takes: ['PATH...'],
    text: 'is this level file, or folder of levels, fair? exit 1 if not',
    flags: [
      { name: 'workers', value: 'N', text: 'threads to use; one for each core if not said' },
      JSON_FLAG,
    ],
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'new',
    takes: ['FILE'],
    text: 'write a commented template of a level, fair as it stands',
    flags: [{ name: 'schema', text: 'write the JSON Schema of levels instead, for an editor' }],
    load: () => import('./commands/new.ts'),
  },
  {
    name: 'shot',
    takes: ['LEVEL'],
    text: 'a screen as a picture (SVG), for slides and documents',
    flags: [
      { name: 'screen', value: 'NAME', text: 'bench if not said; a wrong name lists all' },
      { name: 'keys', value: 'LIST', text: 'keys to press then, e.g. right,right,v' },
      { name: 'at', value: 'TIME', text: 'where the playhead stands, e.g. 12.4ms' },
      ...CONFIGURATION_FLAGS,
      ...PICTURE_FLAGS,
    ],
    more: [LEVEL_HELP],
    load: () => import('./commands/shot.ts'),
  },
  {
    name: 'sheet',
    takes: ['[LEVEL...]'],
    text: 'an exercise sheet: Markdown, or one page of HTML',
    flags: [
      { name: 'html', text: 'one HTML page that needs no other file' },
      { name: 'answers', text: "the teacher's copy: answers, simulated now" },
      {
        name: 'assignment',
        value: 'FILE',
        text: "an assignment's levels; the name of a shipped one will do",
      },
      { name: 'student', value: 'ID', text: "with the numbers of this student's variants" },
      { name: 'out', value: 'FILE', text: 'write it to FILE; without it to stdout' },
    ],
    more: [LEVEL_HELP, 'A chapter by its number alone: exitless sheet 1'],
    load: () => import('./commands/sheet.ts'),
  },
  {
    name: 'lecture',
    takes: ['LEVEL'],
    text: "step through a level's prepared configurations, for a projector",
    flags: [
      { name: 'palette', value: 'NAME', text: 'colours; those of the settings if not said' },
      { name: 'ascii', text: 'letters and signs of ASCII only' },
      LINE_FLAG,
    ],
    more: [LEVEL_HELP],
    load: () => import('./commands/lecture.ts'),
  },
  {
    name: 'record',
    takes: ['LEVEL'],
    text: 'a run as an asciicast: the start, then each --set in turn',
    flags: [
      { name: 'seconds', value: 'N', text: 'that each configuration is played; 6 if not said' },
      { name: 'screen', value: 'NAME', text: 'a panel of the bench; path if not said' },
      ...CONFIGURATION_FLAGS,
      ...PICTURE_FLAGS,
    ],
    more: [LEVEL_HELP],
    load: () => import('./commands/record.ts'),
  },
  {
    name: 'model',
    takes: [],
    text: 'every cost: value, unit, grade, source',
    flags: [JSON_FLAG],
    load: () => import('./commands/model.ts'),
  },
  {
    name: 'validate',
    takes: ['[FILE...]'],
    text: 'the model beside published measurements and counts of real controllers',
    flags: [{ name: 'all', text: 'every row; without it only those that are off' }, JSON_FLAG],
    more: ['FILE is a scenario of your own; without one, everything that is shipped is compared.'],
    load: () => import('./commands/validate.ts'),
  },
  {
    name: 'progress',
    takes: ['export|import|reset|players|report', '[FILE|LINE]'],
    text: 'your progress: how far you are, to another machine, begin again',
    flags: [
      PLAYER_FLAG,
      { name: 'line', text: 'export: one line to be copied and pasted, in place of JSON' },
      { name: 'merge', text: 'import: the better of both, level by level, in place of what is there' },
      { ...JSON_FLAG, text: 'report, players: print one JSON document on stdout ("format": 1)' },
    ],
    more: [
      'export [FILE]        print the progress as JSON, or write it to FILE',
      'import [FILE|LINE]   take it from FILE, from the line that export --line prints, or from stdin;',
      '                     what was there is kept as a backup',
      'reset                begin again; what was there is kept as a backup',
      'players              whose saves are on this machine',
      'report               by chapter what is passed, guesses, hints, time; what is next',
    ],
    load: () => import('./commands/progress.ts'),
  },
]
