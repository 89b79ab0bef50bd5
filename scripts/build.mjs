/**
 * Makes dist/: the bundle in a few files (so that --help loads neither Ink nor React), the levels as one packed JSON, their
 * measured spaces as another, the scenarios of `validate` as a third, the small CommonJS door that npm runs, and the licences of what is bundled.
 */
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { compileAssignments } from './assignments.mjs'
import { compileLevels, compileSpaces, compileTranslation } from './levels.mjs'
import { collectLicenses } from './licenses.mjs'
import { packParts } from './pack-parts.mjs'
import { compileValidation } from './validation.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
const { version } = JSON.parse(readFileSync('package.json', 'utf8'))

/** What is never reached, and would be half of the package: Ink's developer tools, zod's forty languages. */
const withoutUnused = {
  name: 'without-unused',
  setup({ onResolve, onLoad }) {
    const empty = { path: 'empty', namespace: 'empty' }
    onResolve({ filter: /^react-devtools-core$|\/devtools\.js$/ }, () => empty)
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }))
    onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js"',
    }))
  },
}

/** The layout engine is a program in base64, more than a twentieth of the package; packed, in a file of its own, it is a quarter of that. */
const packedYoga = {
  name: 'packed-yoga',
  setup({ onLoad }) {
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => {
      const [, before, program, after] = /^([\s\S]*base64,)([A-Za-z0-9+/=]{5000,})("[\s\S]*)$/.exec(
        readFileSync(path, 'utf8'),
      )
      writeFileSync('dist/yoga.wasm.br', brotliCompressSync(Buffer.from(program, 'base64')))
      return {
        contents: `
          import { readFileSync } from 'node:fs'
          import { brotliDecompressSync } from 'node:zlib'
          const program = brotliDecompressSync(readFileSync(new URL('./yoga.wasm.br', import.meta.url))).toString('base64')
          ${before}"+program${after.slice(1)}`,
        resolveDir: dirname(path),
      }
    })
  },
}

/**
 * Packed, and loaded when they are wanted: yaml and zod where an author's file is read, React where somebody plays.
 * Packed they are a third of their size.
 */
const PACKED = ['yaml', 'zod', 'react', 'react-reconciler']
const packedModules = {
  name: 'packed-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(${PACKED.join('|')})$`) }, ({ path }) => ({
      path,
      namespace: 'packed',
    }))
    onLoad({ filter: /.*/, namespace: 'packed' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(source('packed-module.ts'))}).packedModule('${path}')`,
      resolveDir: root,
    }))
  },
}

const source = (name) => fileURLToPath(new URL(`../src/cli/${name}`, import.meta.url))

/** Text is measured by the cached module; the package behind it is loaded when a text first needs it. */
const cachedWidth = {
  name: 'cached-width',
  setup({ onResolve, onLoad }) {
    const real = source('string-width-real.ts')
    onResolve({ filter: /^string-width$/ }, ({ importer }) =>
      importer === real ? undefined : { path: source('string-width-cached.ts') },
    )
    onLoad({ filter: /string-width-real\.ts$/ }, () => ({
      contents: `
        let loaded
        export function realWidth(text, options) {
          loaded ??= require('string-width').default
          return loaded(text, options)
        }`,
      resolveDir: dirname(real),
    }))
  },
}

async function bundle() {
  return build({
    entryPoints: { exitless: 'src/cli/main.ts', 'measure-worker': 'src/cli/measure-worker.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'part-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    jsx: 'automatic',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
    define: {
      'process.env.NODE_ENV': '"production"',
      fetch: 'undefined',
      'Intl.Segmenter': 'FastSegmenter',
      // write-file-atomic makes names of temporary files from it.
      __filename: '"exitless.mjs"',
      __VERSION__: JSON.stringify(version),
      __MODEL__: JSON.stringify(modelHash()),
    },
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    inject: ['src/cli/graphemes.ts'],
    plugins: [withoutUnused, packedYoga, packedModules, cachedWidth],
  })
}

/** A module that knows nothing of the bundle, and the files that it is made of. */
async function alone(given) {
  const { outputFiles, metafile } = await build({
    ...given,
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    target: 'node20.19',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    metafile: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [withoutUnused],
  })
  return { text: outputFiles[0].text, inputs: Object.keys(metafile.inputs) }
}

/** The texts of another language. */
const texts = (language) => alone({ entryPoints: [`src/text/${language}/index.ts`] })
const packed = (name) =>
  alone({
    // React has no modules of today's kind; the others are smaller as such.
    stdin: {
      contents: name.startsWith('react') ? `module.exports = require('${name}')` : `export * from '${name}'`,
      resolveDir: root,
    },
    external: PACKED.filter((other) => other !== name),
  })

/** All that decides what is measured of a host: when it changes, what was measured before is measured again. */
function modelHash() {
  const hash = createHash('sha256')
  for (const room of ['src/sim', 'src/machine', 'src/metrics'])
    for (const name of readdirSync(room, { recursive: true }).sort())
      if (name.endsWith('.ts')) hash.update(`${name}\n${readFileSync(join(room, name), 'utf8')}\n`)
  return hash.digest('hex').slice(0, 12)
}

function door() {
  const text = readFileSync('src/cli/exitless.cjs', 'utf8')
  writeFileSync('dist/exitless.cjs', text.replace('__VERSION__', version))
  chmodSync('dist/exitless.cjs', 0o755)
}

/** A mistake in a level or a scenario is its author's, and told as such. */
function checked(compile, folder) {
  try {
    return JSON.stringify(compile(folder))
  } catch (problem) {
    console.error(problem.message)
    process.exit(1)
  }
}

const levels = checked(compileLevels, 'levels')
const german = checked((folder) => compileTranslation(folder, 'de'), 'levels')
const spaces = checked(compileSpaces, 'levels')
const assignments = checked(compileAssignments, 'levels')
const validation = checked(compileValidation, 'test/validation')
const leaning = readFileSync('test/validation/leaning.rows', 'utf8')
rmSync('dist', { recursive: true, force: true })
mkdirSync('dist')
const { metafile } = await bundle()
packParts(metafile.outputs)
const data = { levels, 'levels.de': german, spaces, assignments, validation, checked: leaning }
for (const [name, text] of Object.entries(data))
  writeFileSync(`dist/${name}.json.br`, brotliCompressSync(text))
for (const language of ['de'])
  writeFileSync(`dist/texts.${language}.js.br`, brotliCompressSync((await texts(language)).text))
const inputs = Object.keys(metafile.inputs)
for (const name of PACKED) {
  const module = await packed(name)
  inputs.push(...module.inputs)
  writeFileSync(`dist/${name}.js.br`, brotliCompressSync(module.text))
}
writeFileSync('dist/licenses.txt', collectLicenses(inputs))
door()
cpSync('levels/template.yaml', 'dist/template.yaml')
writeFileSync('dist/level.schema.json.br', brotliCompressSync(readFileSync('levels/level.schema.json')))
if (process.env.EXITLESS_METAFILE) writeFileSync(process.env.EXITLESS_METAFILE, JSON.stringify(metafile))
