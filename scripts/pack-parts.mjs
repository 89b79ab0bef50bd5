/**
 * Packs parts of the bundle that are loaded when somebody asks for them, and that no other part leans on: a command, the screens'
 * frame, the line mode. Packed they are a third of their size. Such a part is unpacked into memory and imported from there;
 * what it imports itself lies beside it as before.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

/** Below this a part is not worth the trouble. Bytes. */
const LEAST = 4096

/** What unpacks them; a part like the others. */
const LOADER = `import{readFileSync}from'node:fs'
import{brotliDecompressSync}from'node:zlib'
const here=name=>new URL(name,import.meta.url).href
export function part(name){
const text=brotliDecompressSync(readFileSync(new URL(name+'.br',import.meta.url))).toString()
.replaceAll('import.meta.url',JSON.stringify(here(name))).replace(/(["'])(\\.\\/[\\w-]+\\.mjs)\\1/g,(_,quote,other)=>quote+here(other)+quote)
return import('data:text/javascript;base64,'+Buffer.from(text+'\\n//# sourceURL='+here(name)).toString('base64'))}
`

/** @param outputs of the metafile: parts by path, `dist/part-X.mjs` */
export function packParts(outputs) {
  const parts = Object.entries(outputs)
  const leantOn = new Set(
    parts.flatMap(([, { imports }]) =>
      imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path),
    ),
  )
  const asked = new Set(
    parts.flatMap(([, { imports }]) =>
      imports.filter(({ kind }) => kind === 'dynamic-import').map(({ path }) => path),
    ),
  )
  const packed = parts
    .filter(([path, { bytes }]) => asked.has(path) && !leantOn.has(path) && bytes >= LEAST)
    .map(([path]) => path)
  const names = packed.map((path) => path.slice('dist/'.length))
  for (const [path] of parts) {
    let text = readFileSync(path, 'utf8')
    for (const name of names)
      text = text.replaceAll(`import("./${name}")`, `import("./unpack.mjs").then(m=>m.part("${name}"))`)
    if (!packed.includes(path)) writeFileSync(path, text)
    else {
      writeFileSync(`${path}.br`, brotliCompressSync(text))
      rmSync(path)
    }
  }
  writeFileSync('dist/unpack.mjs', LOADER)
}
