/**
 * Packs parts of the bundle that are loaded when somebody asks for them: a command, the screens' frame, the line mode, and what
 * only such parts lean on. Packed they are a third of their size. Such a part is unpacked into memory and imported from there;
 * what it imports that is not packed lies beside it as before.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'

/** Below this a part is not worth the trouble. Bytes. */
const LEAST = 2048

/** What unpacks them; a part like the others. A packed part has one address, whoever imports it, and so is there once. */
const loader = (names) => `import{readFileSync}from'node:fs'
import{brotliDecompressSync}from'node:zlib'
const packed=new Set(${JSON.stringify(names)}),addresses=new Map
const here=name=>new URL(name,import.meta.url).href
function address(name){
if(!packed.has(name))return here(name)
if(!addresses.has(name)){
const text=brotliDecompressSync(readFileSync(new URL(name+'.br',import.meta.url))).toString()
.replaceAll('import.meta.url',JSON.stringify(here(name))).replace(/(["'])\\.\\/([\\w-]+\\.mjs)\\1/g,(_,quote,other)=>quote+address(other)+quote)
addresses.set(name,'data:text/javascript;base64,'+Buffer.from(text+'\\n//# sourceURL='+here(name)).toString('base64'))}
return addresses.get(name)}
export const part=name=>import(address(name))
`

/** Parts that nobody loads but on demand, and nobody leans on but such parts. */
function packable(outputs) {
  const parts = Object.entries(outputs)
  const imported = (kind) => (path) =>
    parts.filter(([, { imports }]) => imports.some((one) => one.path === path && one.kind === kind))
  const leaning = imported('import-statement')
  const asking = imported('dynamic-import')
  const packed = new Set()
  for (let before = -1; before !== packed.size; ) {
    before = packed.size
    for (const [path, { bytes }] of parts) {
      const wanted = leaning(path).length + asking(path).length > 0
      if (wanted && bytes >= LEAST && leaning(path).every(([other]) => packed.has(other))) packed.add(path)
    }
  }
  return packed
}

/** @param outputs of the metafile: parts by path, `dist/part-X.mjs` */
export function packParts(outputs) {
  const packed = packable(outputs)
  const names = [...packed].map((path) => path.slice('dist/'.length))
  for (const path of Object.keys(outputs)) {
    let text = readFileSync(path, 'utf8')
    for (const name of names)
      text = text.replaceAll(`import("./${name}")`, `import("./unpack.mjs").then(m=>m.part("${name}"))`)
    if (!packed.has(path)) writeFileSync(path, text)
    else {
      writeFileSync(`${path}.br`, brotliCompressSync(text))
      rmSync(path)
    }
  }
  writeFileSync('dist/unpack.mjs', loader(names))
}
