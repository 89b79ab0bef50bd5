import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { DOOR, exitless } from './exitless.ts'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

it('--version prints the version of the package', () => {
  expect(exitless(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
  expect(exitless(['-v'])).toEqual({ code: 0, out: `${version}\n`, err: '' })
})

it('--help names every command and every exit code', () => {
  const { code, out, err } = exitless(['--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  for (const { name, text } of COMMANDS) {
    expect(out).toContain(`exitless ${name}`)
    expect(out).toContain(text)
  }
  expect(out).toContain('70 a fault of exitless   130 Ctrl+C')
})

it('the help fits into 120 columns', () => {
  for (const args of [[], ...COMMANDS.map(({ name }) => [name])])
    for (const line of exitless([...args, '--help']).out.split('\n'))
      expect(line.length).toBeLessThanOrEqual(120)
})

it.each(COMMANDS.map(({ name }) => name))('%s --help names each of its flags', (name) => {
  const { code, out, err } = exitless([name, '--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  const command = COMMANDS.find((one) => one.name === name)
  for (const flag of command?.flags ?? []) expect(out).toContain(`--${flag.name}`)
  expect(exitless(['help', name]).out).toBe(out)
})

it('docs/commands.md names every command, flag and value', () => {
  const page = readFileSync('docs/commands.md', 'utf8').replaceAll('\\|', '|')
  for (const { name, flags } of COMMANDS) {
    expect(page).toContain(`exitless ${name}`)
    for (const flag of flags)
      expect(page).toContain(flag.value === undefined ? `--${flag.name}` : `--${flag.name} ${flag.value}`)
  }
})

it('--help and --version load neither Ink nor React nor the machine', () => {
  const bundle = readFileSync('dist/exitless.mjs', 'utf8')
  const loaded = new Set<string>()
  const load = (name: string) => {
    if (loaded.has(name)) return
    loaded.add(name)
    const source = readFileSync(`dist/${name}`, 'utf8')
    for (const [, other] of source.matchAll(/(?:from|import)"\.\/([\w-]+\.mjs)"/g)) load(other)
  }
  load('exitless.mjs')
  const bytes = [...loaded].reduce((sum, name) => sum + readFileSync(`dist/${name}`).length, 0)
  expect(bytes).toBeLessThan(30_000)
  expect(bundle).not.toContain('react')
})

it('the door says one line to a Node that is too old', () => {
  const source = readFileSync(DOOR, 'utf8')
  for (const [old, told] of [
    ['18.20.4', true],
    ['20.18.3', true],
    ['20.19.0', false],
    ['24.1.0', false],
  ] as const) {
    let said = ''
    const fake = {
      versions: { node: old },
      argv: ['node', 'exitless', '--version'],
      env: {},
      exitCode: 0,
      stderr: { write: (text: string) => (said += text) },
      stdout: { write: () => true },
    }
    new Function('process', source.replace(/^#!.*\n/, '').replace(/import\(/g, 'notImported('))(fake)
    expect([old, said]).toEqual([
      old,
      told ? `exitless needs Node 20.19 or newer; this is Node ${old}.\n` : '',
    ])
    expect(fake.exitCode).toBe(told ? 2 : 0)
  }
})
