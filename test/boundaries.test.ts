import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { offencesOf } from './boundaries.ts'
import { importsOf, tokensOf } from './lexer.ts'

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.tsx?$/.test(name))
  .sort()

const whatIn = (file: string, source: string) =>
  offencesOf(file, source).map(({ line, what }) => `${line} ${what}`)

describe('the rooms of src/', () => {
  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(30)
  })

  it.each(files)('%s keeps to its room', (file) => {
    expect(offencesOf(file, readFileSync(file, 'utf8'))).toEqual([])
  })
})

// The planted sources hold templates of their own.
/* biome-ignore-start lint/suspicious/noTemplateCurlyInString: source code as text */
describe('the checker catches', () => {
  const planted: readonly (readonly [string, string, string, string])[] = [
    [
      'a room that may not be imported',
      'src/sim/a.ts',
      "import { x } from '../machine/host.ts'",
      '1 sim imports machine: ../machine/host.ts',
    ],
    [
      'a type-only import',
      'src/machine/a.ts',
      "import type { Level } from '../game/level.ts'",
      '1 machine imports game: ../game/level.ts',
    ],
    ['a re-export', 'src/game/a.ts', "export * from '../ui/theme.ts'", '1 game imports ui: ../ui/theme.ts'],
    [
      'a type-only re-export',
      'src/game/a.ts',
      "export type * from '../ui/theme.ts'",
      '1 game imports ui: ../ui/theme.ts',
    ],
    [
      'a dynamic import',
      'src/ui/a.ts',
      "const x = await import('../cli/main.ts')",
      '1 ui imports cli: ../cli/main.ts',
    ],
    [
      'an import type in a type',
      'src/text/a.ts',
      "let x: import('../game/level.ts').Level",
      '1 text imports game: ../game/level.ts',
    ],
    [
      'an import for its effect',
      'src/ui/a.ts',
      "import '../cli/main.ts'",
      '1 ui imports cli: ../cli/main.ts',
    ],
    [
      'an import over several lines',
      'src/text/a.ts',
      "import {\n  a,\n  b,\n} from '../game/index.ts'",
      '4 text imports game: ../game/index.ts',
    ],
    [
      'more than types',
      'src/ui/a.ts',
      "import { prepare } from '../machine/index.ts'",
      '1 ui imports prepare from machine: ../machine/index.ts',
    ],
    ['a module of Node', 'src/game/a.ts', "import { readFileSync } from 'node:fs'", '1 game imports node:fs'],
    [
      'a module of Node by its old name',
      'src/game/a.ts',
      "import { readFileSync } from 'fs'",
      '1 game imports the package fs',
    ],
    ['a require', 'src/game/a.ts', "const fs = require('node:fs')", '1 game imports node:fs'],
    ['a package', 'src/machine/a.ts', "import { z } from 'zod'", '1 machine imports the package zod'],
    [
      'a package with a scope',
      'src/ui/a.ts',
      "import x from '@some/thing/part'",
      '1 ui imports the package @some/thing',
    ],
    [
      'a way out of src',
      'src/ui/a.ts',
      "import x from '../../scripts/x.mjs'",
      '1 ui imports ..: ../../scripts/x.mjs',
    ],
    ['a room that is none', 'src/shared/a.ts', '', '1 no room "shared"'],
    ['the wall clock', 'src/machine/a.ts', 'const now = Date.now()', '1 machine mentions Date'],
    ['another clock', 'src/ui/a.ts', 'performance.now()', '1 ui mentions performance'],
    ['chance', 'src/game/a.ts', 'const x = Math.random()', '1 game mentions Math.random'],
    ['a timer', 'src/ui/a.tsx', 'useEffect(() => { setInterval(tick, 100) })', '1 ui mentions setInterval'],
    [
      'a timer by the global object',
      'src/ui/a.tsx',
      'const t = { ...x, setTimeout }',
      '1 ui mentions setTimeout',
    ],
    ['the process', 'src/game/a.ts', "if (process.env.HOME === '') x()", '1 game mentions process.env'],
    ['a floating function', 'src/sim/a.ts', 'const y = Math.log(x)', '1 sim mentions Math.log'],
    ['a power', 'src/machine/a.ts', 'const y = x ** 2', '1 machine mentions **'],
    [
      'code within a template',
      'src/sim/a.ts',
      'const y = `a ${Math.pow(2, x)} b`',
      '1 sim mentions Math.pow',
    ],
    [
      'code after an apostrophe in an element',
      'src/ui/a.tsx',
      "<Text>don't</Text>\nDate.now()",
      '2 ui mentions Date',
    ],
    [
      'code after a regular expression',
      'src/sim/a.ts',
      'const x = /[\'"]/\nMath.exp(1)',
      '2 sim mentions Math.exp',
    ],
    ['a long file', 'src/cli/a.ts', 'x()\n'.repeat(301), '301 301 lines; past 300 it is two files'],
  ]

  it.each(planted)('%s', (_name, file, source, offence) => {
    expect(whatIn(file, source)).toEqual([offence])
  })
})

describe('the checker lets pass', () => {
  const fine: readonly (readonly [string, string, string])[] = [
    [
      'what is allowed',
      'src/game/a.ts',
      "import { produce } from 'immer'\nimport { prepare } from '../machine/index.ts'",
    ],
    ['a neighbour', 'src/machine/controllers/a.ts', "import { ring } from '../ring.ts'"],
    [
      'types of the machine in the ui',
      'src/ui/screens/a.tsx',
      "import type { Run } from '../../machine/index.ts'",
    ],
    [
      'a reader of a run in the ui',
      'src/ui/a.ts',
      "import { momentAt, type Run } from '../machine/index.ts'",
    ],
    ['words in comments', 'src/sim/a.ts', '// Date.now(), Math.log\n/* setTimeout */ const x = 1'],
    [
      'words in texts',
      'src/sim/a.ts',
      'const x = \'Date\' + "Math.random()" + `setTimeout ${y} Math.log(1)`',
    ],
    ['fields of such a name', 'src/machine/a.ts', 'const x = run.performance + { Date: 1 }.Date'],
    ['other members of Math', 'src/sim/a.ts', 'Math.imul(a, b) + Math.floor(c)'],
    ['a constant power of two', 'src/sim/a.ts', 'const y = 2 ** 32'],
    ['300 lines', 'src/cli/a.ts', 'x()\n'.repeat(300)],
    ['everything in the shell', 'src/cli/a.ts', "import 'node:fs'\nDate.now()"],
  ]

  it.each(fine)('%s', (_name, file, source) => {
    expect(whatIn(file, source)).toEqual([])
  })
})

describe('the lexer', () => {
  it('keeps the lines of imports after texts over several lines', () => {
    const source = "const a = `one\ntwo ${b}\nthree`\n/* four\nfive */\nimport type { C } from './c.ts'"
    expect(importsOf(tokensOf(source))).toEqual([{ from: './c.ts', line: 6, values: [] }])
  })

  it('tells values from types', () => {
    const source =
      "import a, { b as c, type D, e } from 'x'\nimport * as f from 'x'\nimport type G from 'x'\nexport { h } from 'x'\nimport 'x'"
    const values = importsOf(tokensOf(source)).map((one) => one.values.join(' '))
    expect(values).toEqual(['a b e', '*', '', 'h', '*'])
  })

  it('tells a division from a regular expression', () => {
    expect(tokensOf('a / b / c').map((token) => token.text)).toEqual(['a', '/', 'b', '/', 'c'])
    expect(tokensOf('x = /a\\/b/g').map((token) => token.text)).toEqual(['x', '=', '/a\\/b/g'])
  })

  it('reads braces within a template', () => {
    const texts = tokensOf('`${ { a: 1 } }` + b').map((token) => token.text)
    expect(texts.slice(-2)).toEqual(['+', 'b'])
  })
})
/* biome-ignore-end lint/suspicious/noTemplateCurlyInString: source code as text */
