/** Words of what is read aloud: the line mode and the reading of every screen. Sentences, no drawing. */
const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

export const lineWords = {
  /** A unit as it is spoken: one of it, many of it. */
  units: {
    'GB/s': ['gigabyte a second', 'gigabytes a second'],
    'MB/s': ['megabyte a second', 'megabytes a second'],
    'kB/s': ['kilobyte a second', 'kilobytes a second'],
    'B/s': ['byte a second', 'bytes a second'],
    'k/s': ['thousand a second', 'thousand a second'],
    'M/s': ['million a second', 'million a second'],
    '/s': ['a second', 'a second'],
    ns: ['nanosecond', 'nanoseconds'],
    µs: ['microsecond', 'microseconds'],
    ms: ['millisecond', 'milliseconds'],
    s: ['second', 'seconds'],
    GiB: ['gibibyte', 'gibibytes'],
    MiB: ['mebibyte', 'mebibytes'],
    KiB: ['kibibyte', 'kibibytes'],
    GB: ['gigabyte', 'gigabytes'],
    MB: ['megabyte', 'megabytes'],
    B: ['byte', 'bytes'],
  } as Readonly<Record<string, readonly [string, string]>>,
  /** Behind a word and a slash: exits/MiB. */
  each: {
    GiB: 'a gibibyte',
    MiB: 'a mebibyte',
    GB: 'a gigabyte',
    B: 'a byte',
    req: 'a request',
    s: 'a second',
  } as Readonly<Record<string, string>>,
  signs: {
    '≥': 'at least',
    '≤': 'at most',
    '≈': 'about',
    '→': 'to',
    '×': 'times',
    '−': 'minus',
    '+': 'plus',
    '%': 'percent',
    '★': 'star',
  } as Readonly<Record<string, string>>,
  keys: {
    '←': 'left',
    '→': 'right',
    '↑': 'up',
    '↓': 'down',
    '⇧': 'shift',
    '…': 'to',
    '-': 'minus',
    '+': 'plus',
  } as Readonly<Record<string, string>>,
  short: { irq: 'interrupts' } as Readonly<Record<string, string>>,

  /** A word before a command that may be left out: type all. */
  typeWord: 'type',
  rule: 'A level states goals, and more than one way reaches them. One rule is not a matter of points: no guest may touch the memory of another.',
  hello: 'exitless, line mode.',
  how: 'Type a number and Enter. ? lists the commands, . repeats the last answer, Enter alone the choices.',
  bench: (number: string, title: string, run: number | undefined, seed: number) =>
    `${number === '' ? '' : `Level ${number}, `}${title}.${run === undefined ? '' : ` Run ${run}, seed ${seed}.`}`,
  goesOn: (moves: string) => `You go on where you left off: ${moves}.`,
  stars: (won: number, of: number) => `${won} of ${of} ${of === 1 ? 'star' : 'stars'}`,
  met: (met: number, all: number) => `Goals: ${met} of ${all} met.`,
  noRunOf: (panel: string) => `${panel}: no run yet`,
  goals: (all: number) => `Goals: ${all}. No run yet.`,
  goal: (text: string, met: boolean, value: string) => `${text}: ${met ? 'met' : 'not met'}, ${value}.`,
  noNumber: (text: string, why: string) => `${text}: no number, ${why}.`,
  star: (text: string, standing: string) => `A star more: ${text}${standing === '' ? '' : `, ${standing}`}.`,
  knobs: (count: number) => (count === 1 ? 'One knob, the' : `Knobs: ${count}. The`),
  inHand: (name: string, value: string, place: number, of: number) =>
    `one in hand: ${name}, value ${value}, ${place} of ${of}.`,
  hand: (name: string, value: string, place: number, of: number) =>
    `In hand: ${name}, value ${value}, ${place} of ${of}.`,
  handRow: (label: string, place: number, of: number) => `In hand: ${place} of ${of}, ${label}.`,
  nothingInHand: 'Nothing is marked yet.',
  knobsAre: 'Knobs:',
  knobRow: (name: string, value: string, of: number, inHand: boolean, changed: boolean) =>
    `${name}: ${value}, of ${plural(of, 'value', 'values')}${changed ? ', changed' : ''}${inHand ? ', in hand' : ''}`,
  valuesOf: (name: string, count: number) => `${name}, ${plural(count, 'value', 'values')}:`,
  value: (value: string, now: boolean, about: string) =>
    `${value}${now ? ', now' : ''}${about === '' ? '' : `: ${about}`}`,
  lastValue: (value: string) => `${value} is the last value; before goes back.`,
  firstValue: (value: string) => `${value} is the first value.`,
  oneKnob: 'This level has one knob.',
  move: (move: string, run: number | undefined) => `Move: ${move}.${run === undefined ? '' : ` Run ${run}.`}`,
  runAgain: (run: number) => `Run ${run}.`,
  undone: (move: string) => `Undone: ${move}.`,
  redone: (move: string) => `Again: ${move}.`,
  reset: 'Back at the start of the level.',
  notRun: (why: string, run: number | undefined) =>
    `Not run, such a host cannot be: ${why}.${run === undefined ? '' : ` The numbers are those of run ${run}.`}`,
  violated: (count: number) => `${plural(count, 'violation', 'violations')}: with one, nothing else counts.`,
  violatedHow: 'violation tells of it, fix what would help.',
  noViolation: 'No violation.',
  contained: (count: number) =>
    `${plural(count, 'fault was', 'faults were')} stopped in time: nothing was touched.`,
  noLonger: (text: string, value: string, was: string) =>
    `No longer met: ${text}: ${value}${was === '' ? '' : `, was ${was}`}.`,
  newly: (text: string, value: string, was: string) =>
    `Newly met: ${text}: ${value}${was === '' ? '' : `, was ${was}`}.`,
  worse: 'Worse',
  better: 'Better',
  other: 'Changed',
  change: (name: string, value: string, was: string, by: string) =>
    `${name} ${value}, was ${was}${by === '' ? '' : `, ${by}`}`,
  goalIs: (target: string) => `Goal ${target}`,
  same: 'Nothing changed in the numbers.',
  passedHow: 'debrief tells what happened and why; on plays the next level.',
  passed: (stars: string) => `Passed, ${stars}.`,
  simulating: 'Simulating.',
  playing: 'The run plays in slow motion.',
  playhead: (at: string, of: string) => `Paused at ${at} of ${of}.`,

  path: (flow: string, steps: number, time: string) =>
    `Path of one ${flow}: ${plural(steps, 'step', 'steps')}, ${time} alone.`,
  largest: 'Largest first.',
  step: (text: string, times: string, time: string, share: string) =>
    `${text}${times}${time === '' ? '' : `: ${time}`}${share === '' ? '' : `, ${share}`}`,
  place: (place: string, text: string) => `${place}: ${text}`,
  places: {
    app: 'guest program',
    os: 'guest kernel',
    kvm: 'hypervisor',
    vmm: 'VMM process',
    host: 'host kernel',
    dev: 'device',
  },
  times: (count: string) => `, ${count} times`,
  exitsHere: ', an exit',
  isNew: 'new: ',
  isChanged: 'changed: ',
  others: (count: number, time: string) => `And ${plural(count, 'step', 'steps')} more, ${time} together.`,
  typeAll: 'All steps in order: type all.',
  sum: (commands: string, exits: string, copies: string) => `${commands}, ${exits}, ${copies}.`,
  otherPaths: (flows: string) => `Other paths: ${flows}. Type path and the name.`,
  noFlow: (name: string, flows: string) => `There is no path "${name}"; there are ${flows}.`,

  measured: (run: string) => `Measured, ${run}.`,
  value1: (name: string, value: string, was: string) =>
    `${name} ${value}${was === '' ? '' : `, was ${was}`}.`,
  cores: (count: number) => plural(count, 'core', 'cores'),
  core: (number: number, threads: string, uses: string) => `Core ${number}, ${threads}: ${uses}.`,
  coreIdle: (cores: string) => `Without work: ${cores}.`,
  log: (count: number) => `Log, ${plural(count, 'run', 'runs')}.`,
  logRow: (number: number, what: string, value: string, passed: boolean) =>
    `Run ${number}, ${what}: ${value}${passed ? ', passed' : ''}.`,
  logMore: (count: number) =>
    `${plural(count, 'earlier run is', 'earlier runs are')} left out: log all has them.`,
  undo: (what: string) => `undone to ${what}`,

  violation: (one: string, all: string, what: string) => `Violation ${one} of ${all}: ${what}.`,
  violationAt: (at: string, request: string) => `At ${at}${request}.`,
  ofRequest: (ordinal: number) => `, in request ${ordinal}`,
  who: (device: string, owner: string, victim: string) =>
    `The device ${device} of ${owner} did it; the victim is ${victim}.`,
  where: (meant: string, hit: string) => `It was meant for ${meant}, and hit ${hit}.`,
  asked: (address: string) => `The device asked for ${address}.`,
  fixes: 'One knob changed, each simulated:',
  fix: (name: string, value: string) => `${name} ${value}`,
  fixed: (count: string, passed: boolean, failed: string) =>
    `${count}${passed ? ', passes' : failed === '' ? '' : `, not met: ${failed}`}`,
  noViolations: (count: string) => (count === '0' ? 'no violation' : `violations ${count}`),
  noFix: 'No single knob makes another host that can be.',
  fixHint: 'fix tells what one knob would change.',
  faults: (count: number) => `${plural(count, 'fault', 'faults')} stopped in time.`,
  fault: (what: string, at: string, address: string) => `${what}, at ${at}${address}`,
  faultAt: (address: string) => `, address ${address}`,
  noFaults: 'No fault was stopped in this run: there was none.',
  memory: (rows: string) => `Memory: ${rows}.`,
  free: 'free',
  owns: (owner: string, bytes: string) => `${owner} ${bytes}`,

  hint: (text: string) => `Hint: ${text}`,
  hintOffer: (price: number) =>
    price === 0
      ? 'There is a hint for this; it takes no hint point.'
      : `There is a hint for this; it takes ${plural(price, 'hint point', 'hint points')}. No star is lost.`,
  hintShow: 'show it',
  hintLeave: 'leave it',
  left: 'Left.',

  map: (won: number, of: number) => `Map. ${won} of ${of} stars.`,
  next: (number: string, title: string) => `Next: ${number}, ${title}.`,
  play: (number: string, title: string) => `play ${number}, ${title}`,
  chapter: (number: number, title: string, stars: string, standing: string) =>
    `chapter ${number}, ${title}: ${stars}, ${standing}`,
  levelRow: (number: string, title: string, status: string, stars: string, best: string) =>
    `${number}, ${title}: ${status}${stars === '' ? '' : `, ${stars}`}${best === '' ? '' : `, ${best}`}`,
  status: { passed: 'passed', open: 'open', closed: 'closed' },
  mapHow: 'Or type the number of a level, such as 1.2; about 1.2 tells of it first.',
  card: {
    teaches: (text: string) => `It teaches: ${text}.`,
    needs: (numbers: string) => `It needs ${numbers}.`,
    time: (minutes: string, knobs: string) => `It takes ${minutes}, and has ${knobs}.`,
    you: (text: string) => `You: ${text}.`,
  },
  needsRow: (number: string, passed: boolean) => `${number} ${passed ? 'passed' : 'not passed'}`,
  closed: (numbers: string) => `This level is closed: it needs ${numbers} first.`,
  orBoss: (number: string) => `Or win ${number}, the boss of its chapter, which is open.`,
  jump: (typed: string, found: string) => `Go to a level: "${typed}". ${found}`,
  jumpNone: 'None is like this.',

  debrief: (stars: string) => `Debrief: ${stars}.`,
  fact: (what: string, source: string, grade: string) => `${what}. Source: ${source}; ${grade}.`,
  sources: 'Where the numbers come from:',
  ways: 'Ways of the author, simulated here:',
  yours: (moves: string, values: string) => `Yours, ${moves}${values === '' ? '' : `: ${values}`}.`,
  way: (title: string, values: string, text: string) => `${title}: ${values}. ${text}`,
  after: (number: string, title: string) => `Next level: ${number}, ${title}.`,

  explore: (count: string, passing: string) =>
    `Explore: ${count} configurations${passing === '' ? '' : `, ${passing}`}.`,
  exploring: (done: number, of: number) =>
    `${done} of ${of} are simulated so far; ask again for more of them.`,
  standing: (name: string, value: string, place: string) => `${name} ${value}, ${place}`,
  yoursAre: (rest: string) => `Yours: ${rest}.`,
  front: (x: string, y: string, count: number) =>
    `None beats ${count === 1 ? 'this' : 'these'} in both ${x} and ${y}:`,
  point: (x: string, y: string, passes: boolean) => `${x}, ${y}${passes ? ', passes' : ''}`,
  pointIs: (moves: string) => `: ${moves}`,
  weights: (list: string) => `Which knob alone says most about passing: ${list}.`,
  weight: (name: string, share: string) => `${name} ${share}`,
  axes: (y: string, x: string) => `Up is ${y}, across is ${x}.`,
  points: (shown: number) => `${plural(shown, 'point', 'points')} shown.`,

  settings: 'Settings:',
  setting: (name: string, value: string) => `${name}: ${value}`,
  isSet: (name: string, value: string) => `${name} is now ${value}.`,
  guesses: (right: string) => `Your guesses: ${right}.`,
  guessesOf: (chapter: string, said: string) => `${chapter}: ${said}.`,
  runs: (count: number) => `Former runs: ${count}, the newest first.`,
  runsHow: 'A number puts one on the bench again.',
  run: (what: string, values: string, stars: string) => `${what}: ${values}, ${stars}`,
  tree: 'PCI tree: what hangs where, in which group, and who holds it.',
  below: (bridge: string) => `below ${bridge}: `,
  group: (group: number) => `, group ${group}`,
  held: (holder: string) => `, held by ${holder}`,
  atPlace: (address: string) => `, at ${address}`,

  guess: 'A guess costs nothing, and is scored apart.',
  guessNone: 'no guess',
  guessFirst: (command: string) =>
    `The guess is first: a number, or skip for none. The level runs then, and ${command} can be typed.`,
  guessSkipped: 'No guess.',
  begun: 'Welcome.',
  drawing: "Today's task is drawn from the date; this takes some seconds.",
  opening: 'The sandbox is opened.',

  sandbox: (guests: number) =>
    `Sandbox: a host of your own, with ${plural(guests, 'guest', 'guests')}. Everything that can be changed, by parts:`,
  sandboxCheck: (said: string) => `Check: ${said}`,
  sandboxPart: (name: string, rows: number) => `${name}, ${plural(rows, 'row', 'rows')}`,
  sandboxRow: (name: string, value: string, marked: boolean) =>
    `${name}: ${value}${marked ? ', marked for the bench' : ''}`,
  partHow:
    'A number lists the values of a row. mark and a number offers a knob on the bench; remove takes the part away.',
  additions: 'What can be added:',
  sandboxOnly: 'This is a host of your own: Back leads to its parts.',

  help: {
    title: (place: string) => `Commands, ${place}. A word may be cut short where only one begins so.`,
    everywhere: 'everywhere',
    row: (words: string, text: string) => `${words}: ${text}.`,
    signs: 'Keys: ',
    key: (key: string, text: string) => `${key}: ${text}.`,
  },
  at: {
    map: 'on the map',
    bench: 'on the bench',
    guess: 'before the first run',
    debrief: 'in the debrief',
    sandbox: 'in the sandbox',
  },
  unknown: (text: string, near: string) =>
    `There is no command "${text}" here.${near === '' ? '' : ` Is it ${near}?`} ? lists the commands.`,
  noChoice: (number: string, most: number) =>
    most === 0
      ? `There is no number ${number} here. ? lists the commands.`
      : `There is no number ${number}; there are 1 to ${most}.`,
  noWord: (word: string) => `No word "${word}" is explained here yet. words lists those that are.`,
  fromScreen:
    'The screen gave way to lines. To have it back, leave with quit and start exitless again without --line: your place is kept.',
  mapHere: 'This is the map; quit leaves.',
  noPart: 'List a part first: its number, or part 1.',
  wordList: (list: string) => `Words that are explained: ${list}. what and a word explains it.`,
  noLevel: (name: string, near: string) =>
    `There is no level "${name}"${near === '' ? '' : `; near are ${near}`}.`,
  many: (name: string, keys: string) => `"${name}" may be ${keys}: name it in full.`,
  notHere: 'That needs a level on the bench: type play and its number.',
  bye: 'Your place is kept.',
  sets: 'A change reads: set files.disk.controller virtio-blk. The name of the knob may be cut short.',
  nothing: 'Nothing was said yet.',
} as const
