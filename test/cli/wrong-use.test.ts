import { expect, it } from 'vitest'
import { exitless } from './exitless.ts'

const mistakes: readonly (readonly [string, readonly string[], string])[] = [
  ['an unknown command', ['lvels'], 'no command "lvels"; try levels'],
  ['a level where a command should be', ['1.3'], 'no command "1.3"; try: exitless play 1.3'],
  ['an unknown flag before a command', ['--versoin'], 'no flag --versoin; try --version'],
  ['an unknown flag', ['run', '1.1', '--sed', '2'], 'run: no flag --sed; try --set, --seed'],
  ['a flag of another command', ['levels', '--seed', '2'], 'levels: no flag --seed; try --json, --help'],
  ['a flag without its value', ['run', '1.1', '--seed'], '--seed needs a value: --seed N'],
  ['a flag in place of a value', ['run', '1.1', '--seed', '--json'], '--seed needs a value: --seed N'],
  ['a value for a switch', ['levels', '--json=yes'], '--json takes no value, and is given "yes"'],
  [
    'a flag given twice',
    ['run', '1.1', '--seed', '1', '--seed', '2'],
    '--seed is given twice; it is taken once',
  ],
  ['no level', ['run'], 'run needs LEVEL: exitless run LEVEL'],
  ['too many arguments', ['model', 'all'], 'model does not know what to do with "all": exitless model'],
  [
    'a seed that is no number',
    ['run', '1.1', '--seed', '1e3'],
    '--seed takes a whole number from 0 to 4294967295, not "1e3"',
  ],
  [
    'a negative number',
    ['request', 'virtio-blk', '--depth', '-4'],
    '--depth takes a whole number from 1 to 256, not "-4"',
  ],
  [
    'a number out of range',
    ['request', 'virtio-blk', '--depth', '257'],
    '--depth takes a whole number from 1 to 256, not "257"',
  ],
  ['an unknown word', ['request', 'virtio-blk', '--accel', 'kvmm'], '--accel has no value "kvmm"; try kvm'],
  ['an unknown controller', ['request', 'virtio-blck'], 'no controller "virtio-blck"; try virtio-blk'],
  ['a level file that is not there', ['run', './no-such.yaml'], 'no file or folder ./no-such.yaml'],
  [
    'a file of moves that is not there',
    ['run', '1.1', '--moves', 'no-such.txt'],
    '--moves: no file no-such.txt',
  ],
  ['a path that is not there', ['check', 'no-such'], 'no file or folder no-such'],
  ['a folder without levels', ['check', 'src/sim'], 'no level in src/sim: a level is a .yaml file'],
  ['an unknown action', ['progress', 'exprt'], 'progress: no action "exprt"; try export'],
  [
    'a file for reset',
    ['progress', 'reset', 'x.json'],
    'progress reset takes no file, and is given "x.json"',
  ],
  ['a file to import that is not there', ['progress', 'import', 'no-such.json'], 'no file no-such.json'],
]

it.each(mistakes)('%s is told in one sentence, and exits 2', (_name, args, sentence) => {
  expect(exitless(args)).toEqual({ code: 2, out: '', err: `exitless: ${sentence}\n` })
})

it('an unknown level names the nearest, and exits 2', () => {
  const { code, out, err } = exitless(['run', '1.99'])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^exitless: .*1\.99.*1\.\d.*\n$/)
})

it('an argument cannot send codes to the terminal', () => {
  const { code, err } = exitless(['\u001b]0;title\u0007'])
  expect(code).toBe(2)
  expect(err).toMatch(/^exitless: no command "\\x1b\]0;title\\x07"; there are play, /)
})

it('playing without a terminal says how to go on without a screen, and exits 2', () => {
  for (const args of [[], ['play'], ['play', '1.1']]) {
    const { code, out, err } = exitless(args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toBe(
      'exitless: playing needs a terminal to read keys from, and stdin is none. Without a screen: exitless --line plays by sentences and numbers; exitless run 1.1 --set KEY=VALUE, exitless --help\n',
    )
  }
})
