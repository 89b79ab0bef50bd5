/** An assignment as the text of its file, with comments for whoever edits it by hand. */
import { type Goal, type Level, metricCard } from '../game/index.ts'
import type { AssignedLevel, Assignment, Rubric, Variant } from './assignment.ts'
import { RUBRIC } from './sections.ts'
import { variantOf } from './variant.ts'

type Units = readonly (readonly [size: number, unit: string])[]

const UNITS: Readonly<Record<string, Units>> = {
  ns: [
    [1e9, 's'],
    [1e6, 'ms'],
    [1e3, 'us'],
  ],
  'bytes/s': [
    [1e9, 'GB/s'],
    [1e6, 'MB/s'],
    [1e3, 'kB/s'],
  ],
  bytes: [
    [2 ** 30, 'G'],
    [2 ** 20, 'M'],
    [2 ** 10, 'K'],
  ],
  '0–1': [[0.01, '%']],
}

/** A target as a file has it: `47.5us`, `360MB/s`, `8%`; a bare number where no unit makes it short. */
export function amountText(metric: string, value: number): string {
  const units = UNITS[metricCard(metric)?.unit ?? ''] ?? []
  for (const [size, unit] of units) {
    const digits = Number((value / size).toPrecision(12))
    if ((unit === '%' || digits >= 1) && String(digits).length <= 6 && value !== 0) return `${digits}${unit}`
  }
  return String(value)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

function record(fields: Readonly<Record<string, number | undefined>>): string {
  const all = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  )
  return all.length === 0 ? '{}' : `{ ${all.join(', ')} }`
}

function amounts(goals: readonly Goal[], targets: readonly number[]): string {
  return `[${targets.map((target, place) => amountText(goals[place]?.metric ?? '', target)).join(', ')}]`
}

/** What a variant asks, as a comment has it. */
export function askedText(level: Level): string {
  return [...level.goals, ...level.medals.flat()]
    .filter(({ op }) => op !== '==')
    .map(({ text }) => text)
    .join(' · ')
}

function variantLines(level: Level, variant: Variant): readonly string[] {
  const { pace, work, goals, medals, numbers, guess } = variant
  const stars = medals.map((list, place) => amounts(level.medals[place] ?? [], list))
  const parts = guess?.map((bound) => amountText(level.predict.metric, bound))
  return [
    `# ${askedText(variantOf(level, variant))}`,
    `- pace: ${record(pace)}`,
    `  work: ${record(work)}`,
    `  goals: ${amounts(level.goals, goals)}`,
    `  medals: [${stars.join(', ')}]`,
    ...(numbers === undefined ? [] : [`  numbers: [${numbers.join(', ')}]`]),
    ...(parts === undefined ? [] : [`  guess: [${parts.join(', ')}]`]),
  ]
}

/** One level of an assignment, an item of its list. @param name as the file names it: an id, or a path */
export function levelText(assigned: AssignedLevel, level: Level, name = assigned.level): string {
  const { weight, hints, knobs, rubric, variants } = assigned
  const own = (Object.keys(RUBRIC) as (keyof Rubric)[]).some((part) => rubric[part] !== RUBRIC[part])
  const lines = [
    `# ${level.number === '0.1' ? '' : `${level.number} `}${level.title}`,
    `- level: ${name === level.id ? name : quoted(name)}`,
    `  weight: ${weight}`,
    ...(hints === undefined
      ? ['  # hints: 0    points that hints may cost; left out: any, 0: free ones only, -1: none at all']
      : [`  hints: ${hints}    # points that hints may cost; 0: free ones only, -1: none at all`]),
    ...(knobs === undefined
      ? [`  # knobs: [${level.knobs[0].key}]    those that may be turned; left out: all`]
      : [`  knobs: [${knobs.join(', ')}]`]),
    ...(own ? [`  rubric: ${record({ ...rubric })}`] : []),
    ...(variants.length === 0
      ? ['  variants: []    # none: everybody gets the level as it is']
      : [
          '  variants:',
          ...variants.flatMap((variant) => variantLines(level, variant)).map((line) => `    ${line}`),
        ]),
  ]
  return lines.join('\n')
}

/**
 * The whole file.
 * @param levels all that the assignment names
 * @param file its name, for the comments
 * @param paths of levels in files of their own, by their id
 */
export function printAssignment(
  assignment: Assignment,
  levels: readonly Level[],
  file = 'FILE',
  paths: ReadonlyMap<string, string> = new Map(),
): string {
  const { id, title, due, salt, exam, names, students } = assignment
  const level = (assigned: AssignedLevel) =>
    levelText(assigned, levels.find((one) => one.id === assigned.level) as Level, paths.get(assigned.level))
  return `${[
    '# An assignment of exitless. Hand out this file; a student plays it with',
    `#   exitless play --assignment ${file} --student ID`,
    `# and  exitless check ${file}  proves that its variants are equally difficult.`,
    'format: 1',
    `id: ${id}`,
    `title: ${quoted(title)}`,
    assignment.class === undefined ? '# class: "A 2027"' : `class: ${quoted(assignment.class)}`,
    due === undefined
      ? '# due: "2027-03-01"    information: nobody is locked out'
      : `due: ${quoted(due)}    # information: nobody is locked out`,
    "# Students' ids are hashed with it. With another salt each student gets another variant, and codes are not theirs.",
    `salt: ${quoted(salt)}`,
    `exam: ${exam}    # true: best values, ways of others, trials and debriefs are hidden`,
    `names: ${names}    # true: codes hold the student's name`,
    students.length === 0
      ? 'students: []    # ids of the class in quotes; better in a file of their own (exitless grade --students)'
      : `students: [${students.map(quoted).join(', ')}]`,
    '# Points. pass: all goals met; goal: each that is met where not all are; medal: each star beyond the first;',
    '# prediction: the guess was right; question: each number answered right. A level may have a rubric of its own.',
    `rubric: ${record({ ...RUBRIC })}`,
    '',
    '# pace: costs of this machine beside those of the level; work: what its flows do otherwise; goals, medals: targets;',
    "# numbers, guess: what follows in the level's texts. exitless assign found them, exitless check proves them.",
    'levels:',
    ...assignment.levels.flatMap((one) =>
      level(one)
        .split('\n')
        .map((line) => `  ${line}`),
    ),
  ].join('\n')}\n`
}
