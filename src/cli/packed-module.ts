/** Modules that the build lays beside the bundle, packed: what few need, and would be a tenth of the package. */
import { createRequire, isBuiltin } from 'node:module'
import { compileFunction } from 'node:vm'
import { packedText } from './shipped-data.ts'

const read = new Map<string, unknown>()

const own = createRequire(import.meta.url)

/** What `<name>.js.br` exports; it is read once. One may want another: react-reconciler wants react. */
export function packedModule(name: string): unknown {
  if (!read.has(name)) {
    const module: { exports: unknown } = { exports: {} }
    const wants = (other: string): unknown => (isBuiltin(other) ? own(other) : packedModule(other))
    compileFunction(packedText(`${name}.js`), ['module', 'require'])(module, wants)
    read.set(name, module.exports)
  }
  return read.get(name)
}
