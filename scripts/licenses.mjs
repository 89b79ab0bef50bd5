/** Collects the licence texts of the packages whose code is in the bundle. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders of the packages (…/node_modules/NAME) that the bundled files belong to, sorted. */
function packageFolders(inputs) {
  const folders = new Set()
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)
    if (found !== null) folders.add(found[1])
  }
  return [...folders].sort()
}

function licenceText(folder) {
  const name = readdirSync(folder).find((file) => /^(licen[cs]e|copying)(\.|$)/i.test(file))
  return name === undefined ? undefined : readFileSync(join(folder, name), 'utf8').trim()
}

/** Everything but who holds the right and how the lines are broken: texts that agree in this are one text. */
function terms(text) {
  return text
    .split(/\n\s*\n/)
    .filter((part) => !isNotice(part))
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .join('\n\n')
    .toLowerCase()
}

/** A title, or lines that say who holds the right. */
function isNotice(part) {
  const lines = part.trim().split('\n')
  return (
    /^(#+ )?(the )?(mit|isc) licen[cs]e( \(mit\))?:?$/i.test(part.trim()) ||
    lines.every((line) => /^\s*(copyright|\(c\))/i.test(line))
  )
}

/**
 * The licence texts, each once: before it stand the packages that it is of, with their own lines of copyright.
 *
 * @param {string[]} inputs paths of the bundled files, from esbuild's metafile
 * @returns {string} one text; throws where a package says nothing about its licence
 */
export function collectLicenses(inputs) {
  const shared = new Map()
  for (const folder of packageFolders(inputs)) {
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) throw new Error(`${folder} has no package.json`)
    const { name, version, license, author } = JSON.parse(readFileSync(manifest, 'utf8'))
    if (typeof license !== 'string') throw new Error(`${name} names no licence`)
    const who = typeof author === 'string' ? author : (author?.name ?? 'its authors')
    const text = licenceText(folder) ?? `Licence: ${license}.\n\nCopyright (c) ${who}.`
    const parts = text.split(/\n\s*\n/)
    const notices = parts
      .filter((part) => isNotice(part) && !/licen[cs]e/i.test(part))
      .map((part) => part.trim())
    const body = parts.filter((part) => !isNotice(part)).join('\n\n')
    const found = shared.get(terms(text)) ?? { body, owners: [] }
    found.owners.push([`${name} ${version} (${license})`, ...notices].join('\n'))
    shared.set(terms(text), found)
  }
  const texts = [...shared.values()].map(({ owners, body }) => `${owners.join('\n\n')}\n\n${body}\n`)
  return `exitless contains code of these packages.\n\n${texts.join(`\n${'-'.repeat(78)}\n\n`)}`
}
