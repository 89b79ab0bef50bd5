/** Modules that the build lays beside the bundle, packed: what few need, and would be a tenth of the package. */
import { createRequire } from 'node:module'
import { compileFunction } from 'node:vm'
import { packedText } from './shipped-data.ts'

const read = new Map<string, unknown>()

/** What `<name>.js.br` exports; it is read once. */
export function packedModule(name: string): unknown {
  if (!read.has(name)) {
    const module: { exports: unknown } = { exports: {} }
    compileFunction(packedText(`${name}.js`), ['module', 'require'])(module, createRequire(import.meta.url))
    read.set(name, module.exports)
  }
  return read.get(name)
}
