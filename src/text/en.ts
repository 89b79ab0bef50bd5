/** English, and the type of every other language. Lower case, no blame, no "invalid" without "because". */

import { checkWords } from './check-words.ts'
import { codeWords } from './code-words.ts'
import { exploreWords } from './explore-words.ts'

/** `; try a, b` */
function tryOnly(choices: readonly string[]): string {
  return choices.length === 0 ? '' : `; try ${choices.join(', ')}`
}

/** `p99@files.disk ≤ 1.2 ms`, as long as a goal's text may be. */
function goalText(metric: string, op: string, target: string): string {
  return `${metric} ${op === '>=' ? '≥' : op === '<=' ? '≤' : '='} ${target}`.slice(0, 36)
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list: lines that begin with a hyphen',
  object: 'fields: lines such as "name: value"',
  record: 'fields: lines such as "name: value"',
  tuple: 'a list of two',
}

/** What a metric of each unit is, and how an author writes it. */
const UNITS: Readonly<Record<string, { readonly is: string; readonly as: string }>> = {
  'bytes/s': { is: 'bytes a second', as: '320MB/s or 64K/s' },
  bytes: { is: 'a size in bytes', as: '64M or 2G' },
  ns: { is: 'a time', as: '180us or 5ms' },
  '0–1': { is: 'a share', as: '25% or 0.25' },
}

export const en = {
  moves: {
    unreadable: (text: string) =>
      `"${text}" is not a move; a move reads: set files.disk.controller virtio-blk`,
    onLine: (line: number, problem: string) => `line ${line}: ${problem}`,
  },
  play: {
    noSuchKnob: (key: string, choices: readonly string[]) =>
      `this level has no knob "${key}"${tryOnly(choices)}`,
    notOffered: (key: string, value: string, choices: readonly string[]) =>
      `${key} has no value "${value}" here${tryOnly(choices)}`,
    already: (key: string, value: string) => `${key} is ${value} already`,
    nothingToUndo: 'nothing to undo: this is the start',
    nothingToRedo: 'nothing to redo',
    noHint: 'this level has no such hint',
    noChoice: 'there is no such choice',
    guessTooLate: 'a guess comes before the first run',
  },
  campaign: {
    noSuchLevel: (name: string, choices: readonly string[]) => `no level "${name}"${tryOnly(choices)}`,
  },
  progress: {
    notJson: 'the saved progress is not JSON, perhaps cut off while it was written',
    foreign: 'this file is not a progress of exitless',
    newer: (format: number, known: number) =>
      `the saved progress has format ${format}, and this version knows ${known}: a newer exitless wrote it. It stays as it is, and nothing is saved over it`,
  },
  daily: {
    title: 'Task of a day',
    number: 'T',
    of: (date: string) => `Task of ${date}`,
    boots: 'the guest boots',
    goal: (metric: string, op: string, target: string) => goalText(metric.slice(0, 20), op, target),
    teaches: 'nothing new: a host that the date drew',
    brief: (goals: string) => `A host that nobody made. More than one configuration reaches this: ${goals}.`,
    reference: 'Found by measuring every configuration.',
    one: 'one that passes',
    other: 'another, unlike it',
    debrief: (winning: number, of: number) =>
      `${winning} of ${of} configurations pass. The host was drawn from the date, measured whole, and its goals put where several ways lead.`,
  },
  sandbox: {
    title: 'Sandbox',
    brief: 'A host of your own.',
    goal: (metric: string, op: string, target: string) => goalText(metric.slice(0, 24), op, target),
    addGuest: 'a guest',
    addShown: (guest: string, device: string) => `for ${guest}: a device on ${device}`,
    addDevice: (model: string) => `a real device: ${model}`,
    addGoal: 'a goal',
    about: {
      era: 'What processors and kernels of these years take for each act.',
      cores: 'What threads run on; more of them wait for each other less.',
      'NUMA nodes': 'The cores and the memory in so many halves: what lies in another one is farther away.',
      'threads a core': '2: neighbouring cores are siblings and share what executes.',
      'run, ms': 'How long the work is watched. Longer runs take longer to simulate.',
      model: 'The real device: what it takes, and how much it does at once.',
      system: 'Which drivers are in the box, and what their habits are.',
      'asks for': 'What the guest does with this device.',
      pattern: 'One place after the other, or anywhere.',
      metric: 'What the goal looks at; behind the @ stands whose.',
      is: 'At least, at most, or exactly.',
    } as Readonly<Record<string, string>>,
    nothingThere: 'nothing here does anything yet: add a guest, a device, and show the guest that device',
    noSuchValue: (field: string, value: string) => `${field} cannot be "${value}"`,
    notASandbox: 'this file does not hold a host: it needs the sections host, guests and workloads',
    badStart: (problem: string) => `its start cannot be: ${problem}`,
  },
  level: {
    notALevel: 'this file does not hold a level: it should be a list of fields, such as "title: …"',
    oneOf: (choices: readonly string[]) => `takes one of ${choices.join(', ')}`,
    missing: 'is missing',
    unknownField: (key: string, choices: readonly string[]) =>
      `there is no field "${key}"${tryOnly(choices)}`,
    expected: (kind: string) => `should be ${KINDS[kind] ?? kind}`,
    notAmong: (value: string, choices: readonly string[]) => `there is no "${value}" here${tryOnly(choices)}`,
    tooBig: (origin: string, most: number, given: number) =>
      origin === 'string'
        ? `is ${given} characters long; at most ${most} fit`
        : origin === 'array'
          ? `has ${given} entries; at most ${most} fit`
          : `is ${given}; at most ${most}`,
    tooSmall: (origin: string, least: number, given: number) =>
      origin === 'string'
        ? 'is empty'
        : origin === 'array'
          ? `has ${given} entries; at least ${least} are needed`
          : `is ${given}; at least ${least}`,
    identifier: 'is made of small letters, digits and hyphens, and begins with a letter',
    address: 'is a PCI address such as 0000:01:00.0',
    link: 'is not a link; it begins with https://',
    size: (given: string) => `${given} is not a size; write bytes, or 64K, 4M, 2G`,
    time: (given: string) => `${given} is not a time; write nanoseconds, or 800ns, 20us, 50ms`,
    target: (given: string) => `${given} is not a number; write 100, 5ms, 64K, 320MB/s or 25%`,
    otherUnit: (metric: string, given: string, unit: string) =>
      `${metric} is ${UNITS[unit]?.is ?? 'a plain number'}, and "${given}" is not: write ${UNITS[unit]?.as ?? 'one without a unit, such as 100'}`,
    afterTheEnd: (at: string, end: string) =>
      `happens at ${at}, and the run ends at ${end}: let it happen sooner, or give the run a longer duration`,
    afterTheCut: (at: string) =>
      `happens after the power has gone at ${at}, where nothing happens any more: let it happen sooner`,
    idleAct: (kind: string, flow: string) =>
      `${kind} is an act of a real device, and software plays ${flow} in every allowed configuration: give it whole (vfio-pci), or offer that`,
    idleKnob: (key: string) =>
      `${key} means nothing here, whatever the other knobs are: leave it out, or offer what it belongs to`,
    duration: 'a run takes between 1ms and 200ms',
    condition: 'a condition is one of: knob and is; metric, op and value; runs; all; any; not',
    noSuchMetric: (id: string, choices: readonly string[]) => `no metric "${id}"${tryOnly(choices)}`,
    noSelector: (name: string, selector: string, choices: readonly string[]) =>
      `${name} has no "${selector}" on this host${tryOnly(choices)}`,
    selectorless: (name: string) => `${name} is one number for the whole host; leave out what follows @`,
    neither: (id: string) =>
      `${id} is neither better high nor better low; a headline metric is one or the other`,
    noSuchKnob: (key: string, choices: readonly string[]) =>
      `this host has no knob "${key}"${tryOnly(choices)}`,
    twice: (value: string) => `${value} stands there twice`,
    startNotOffered: (key: string, value: string) =>
      `${key} starts at ${value}, which is not among the values offered; add it, or set another in start`,
    noSuchFlow: (flow: string, choices: readonly string[]) =>
      `no guest has a device "${flow}"${tryOnly(choices)}`,
    noSuchDevice: (name: string, choices: readonly string[]) =>
      `host.devices has no "${name}"${tryOnly(choices)}`,
    whichBacking: (choices: readonly string[]) =>
      `which real device is behind it? add "backing"${tryOnly(choices)}`,
    noWorkload: (flow: string) => `${flow} has no workload; add "${flow}: { op: read }"`,
    noSuchGoal: (id: string, choices: readonly string[]) => `no goal is about "${id}"${tryOnly(choices)}`,
    emptyChoice: '"from" is not below "to", so nothing lies in it',
    overlap: (number: number) => `overlaps with choice ${number}`,
    noSuchLevel: (id: string, choices: readonly string[]) => `no level has the id "${id}"${tryOnly(choices)}`,
    isolation: 'isolation holds',
    translation: {
      missing: (text: string) => `is missing; the level says "${text}"`,
      tooMuch: 'has nothing in the level that it could be; strike it',
      numbers: (here: string, there: string) =>
        `${here === '' ? 'names no number' : `names ${here}`}, and the level ${there === '' ? 'none' : there}`,
      noLevel: (id: string) => `no level has the id "${id}"; the name of this file is one`,
    },
  },
  scenario: {
    notAScenario: 'this file does not hold a scenario: it should be a list of fields, such as "id: V31"',
    id: 'is made of letters, digits, dots and hyphens, and begins with a letter',
    duration: 'a run takes between 1ms and 1s',
    noConfiguration: (name: string, choices: readonly string[]) =>
      `there is no configuration "${name}"${tryOnly(choices)}`,
    notMeasured: (name: string, choices: readonly string[]) =>
      `"${name}" was not measured here${tryOnly(choices)}`,
    noReference: (name: string) =>
      `"${name}" is the reference, and has no value; say what it measured, or 1 where only shares are known`,
    tooFew: (least: number) =>
      least === 1
        ? 'has no value; say what was measured'
        : 'a share needs two configurations: the reference and another; or say absolute: true',
  },
  check: checkWords,
  code: codeWords,
  explore: exploreWords,
  file: {
    notYaml: 'this is not YAML',
    yaml: {
      TAB_AS_INDENT: 'a tab indents this line; YAML wants spaces',
      DUPLICATE_KEY: 'this field stands here twice; keep one',
      BAD_INDENT: 'this line is indented differently from its neighbours',
      MISSING_CHAR: 'something is not closed: a quote, a bracket or a brace',
    } as Readonly<Record<string, string>>,
    tooLarge: (kib: number) => `the file is larger than ${kib} KiB; a level is a few`,
    aliases: 'aliases (*name) repeat each other too often; write the values out',
    ownChapter: 'levels of your own',
    noChapter: 'is missing: a chapter has a file with format, id and title',
    idTwice: (id: string, file: string) => `the id "${id}" belongs to ${file} already`,
  },
} as const
