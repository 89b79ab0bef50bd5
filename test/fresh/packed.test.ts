/** The package as npm would publish it, started by npx in an empty folder, on the machine's own Node and on this one. */
import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTerminal } from '../terminal/terminal.ts'

const LARGEST_PACKAGE = 1_500_000

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The folders of PATH that belong to the machine, not to the checkout. */
const machinePath = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules'))

function onMachine(name: string): string | undefined {
  return machinePath.map((folder) => join(folder, name)).find(isExecutable)
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function versionOf(node: string): string {
  return execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
}

/** The environment of somebody who never saw the checkout. */
function freshEnvironment(path: string): Record<string, string> {
  const kept = Object.entries(process.env).filter(
    ([name, value]) =>
      value !== undefined && !/^(npm_|NODE_|VITEST|CI$|INIT_CWD$|FORCE_COLOR$|NO_COLOR$)/.test(name),
  )
  return {
    ...(Object.fromEntries(kept) as Record<string, string>),
    PATH: path,
    npm_config_cache: emptyFolder(),
    npm_config_update_notifier: 'false',
    // The machine's own settings may make npm warn.
    npm_config_loglevel: 'error',
    EXITLESS_DATA: emptyFolder(),
  }
}

function emptyFolder(): string {
  return mkdtempSync(join(tmpdir(), 'exitless-fresh-'))
}

interface Packed {
  readonly filename: string
  readonly unpackedSize: number
  readonly files: readonly { readonly path: string; readonly mode: number }[]
}

let packed: Packed
let tarball: string

beforeAll(() => {
  if (!existsSync('dist/exitless.cjs')) throw new Error('dist/ is missing: npm run build first')
  const folder = emptyFolder()
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
  })
  packed = JSON.parse(out)[0]
  tarball = join(folder, packed.filename)
})

describe('the package', () => {
  it('is small', () => {
    expect(packed.unpackedSize).toBeLessThanOrEqual(LARGEST_PACKAGE)
  })

  it('depends on nothing and runs nothing when installed', () => {
    const manifest = JSON.parse(
      execFileSync('tar', ['-xOf', tarball, 'package/package.json'], { encoding: 'utf8' }),
    )
    for (const name of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundledDependencies'])
      expect(manifest).not.toHaveProperty(name)
    for (const name of ['preinstall', 'install', 'postinstall', 'prepare', 'prepublish'])
      expect(manifest.scripts).not.toHaveProperty(name)
    expect(manifest).toMatchObject({ bin: { exitless: 'dist/exitless.cjs' }, engines: { node: '>=20.19' } })
  })

  it('holds the bundle, the levels, the licences, and nothing of the checkout', () => {
    const paths = packed.files.map((file) => file.path)
    for (const path of [
      'dist/exitless.cjs',
      'dist/exitless.mjs',
      'dist/levels.json.br',
      'dist/licenses.txt',
      'LICENSE',
      'README.md',
    ])
      expect(paths).toContain(path)
    for (const path of paths)
      expect(path).toMatch(/^(dist\/[\w.-]+|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/)
  })

  it('names the licence of each package in the bundle', () => {
    const licenses = readFileSync('dist/licenses.txt', 'utf8')
    for (const name of [
      'ink',
      'react',
      'react-reconciler',
      'yoga-layout',
      'zod',
      'yaml',
      'immer',
      'write-file-atomic',
    ])
      expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\([A-Z]`, 'm'))
  })

  it('mentions no path of the machine that built it', () => {
    for (const { path } of packed.files.filter((file) => file.path.startsWith('dist/'))) {
      const bytes = readFileSync(path)
      const text = path.endsWith('.br') ? brotliDecompressSync(bytes) : bytes
      expect(text.includes(process.cwd()), path).toBe(false)
    }
  })
})

const npx = onMachine('npx')
const machineNode = onMachine('node')

interface Node {
  readonly name: string
  readonly path: string
}

const nodes: Node[] = [
  {
    name: `Node ${process.version} of the checkout`,
    path: [dirname(process.execPath), ...machinePath].join(delimiter),
  },
]
if (machineNode !== undefined)
  nodes.unshift({ name: `Node ${versionOf(machineNode)} of the machine`, path: machinePath.join(delimiter) })
else console.log('the machine has no Node of its own: the packed game is tried on the checkout’s only')
if (npx === undefined) console.log('the machine has no npx: starting the packed game is skipped')

describe.skipIf(npx === undefined).each(nodes)('npx on $name', ({ path }) => {
  const run = (args: readonly string[]) =>
    spawnSync('npx', ['--yes', '--package', tarball, 'exitless', ...args], {
      cwd: emptyFolder(),
      env: freshEnvironment(path),
      encoding: 'utf8',
      input: '',
      timeout: 120_000,
    })

  it('prints the version', () => {
    const { status, stdout, stderr } = run(['--version'])
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' })
  })

  it('lists the levels', () => {
    const { status, stdout, stderr } = run(['levels', '--json'])
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toEqual(
      JSON.parse(
        execFileSync(process.execPath, ['dist/exitless.cjs', 'levels', '--json'], { encoding: 'utf8' }),
      ),
    )
  })

  it('answers what one request costs', () => {
    const { status, stdout } = run(['request', 'virtio-blk', '--json'])
    expect(status).toBe(0)
    expect(JSON.parse(stdout).format).toBe(1)
  })

  it('opens the game in a terminal, and gives the terminal back', async () => {
    const terminal = openTerminal({
      command: npx ?? 'npx',
      args: ['--yes', '--package', tarball, 'exitless'],
      folder: emptyFolder(),
      env: freshEnvironment(path),
      columns: 120,
      rows: 40,
    })
    try {
      await terminal.shows('Welcome')
      expect(terminal.alternate()).toBe(true)
      terminal.press('\u0003')
      await terminal.exited
      expect(terminal.alternate()).toBe(false)
      expect(terminal.cursorShown()).toBe(true)
    } finally {
      terminal.close()
    }
  })
})
