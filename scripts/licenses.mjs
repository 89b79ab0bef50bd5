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

/**
 * @param {string[]} inputs paths of the bundled files, from esbuild's metafile
 * @returns {string} one text; throws where a package says nothing about its licence
 */
export function collectLicenses(inputs) {
  const parts = packageFolders(inputs).map((folder) => {
    const manifest = join(folder, 'package.json')
    if (!existsSync(manifest)) throw new Error(`${folder} has no package.json`)
    const { name, version, license, author } = JSON.parse(readFileSync(manifest, 'utf8'))
    if (typeof license !== 'string') throw new Error(`${name} names no licence`)
    const who = typeof author === 'string' ? author : (author?.name ?? 'its authors')
    const text = licenceText(folder) ?? `Licence: ${license}. Copyright (c) ${who}.`
    return `${name} ${version} (${license})\n\n${text}\n`
  })
  return `exitless contains code of these packages.\n\n${parts.join(`\n${'-'.repeat(78)}\n\n`)}`
}
