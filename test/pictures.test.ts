/** What the documents show is what the game draws. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const { pictures } = JSON.parse(readFileSync('docs/pictures/pictures.json', 'utf8'))

it('every picture of the documents is drawn by the game as it is (else: npm run pictures)', () => {
  if (!existsSync('dist/exitless.cjs')) throw new Error('dist/ is missing: npm run build first')
  const { stderr, status } = spawnSync(process.execPath, ['scripts/pictures.mjs', 'check'], {
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  expect(status).toBe(0)
})

it('a document shows no picture that is not there, and none lies there unseen', () => {
  const texts = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((path) =>
    path.endsWith('.md'),
  )
  const shown = texts.flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\]\(((?:docs\/)?pictures\/[\w-]+\.svg)\)/g)].map(([, found]) =>
      found.replace(/^docs\//, ''),
    ),
  )
  expect([...new Set(shown)].sort()).toEqual(
    Object.keys(pictures)
      .map((name) => `pictures/${name}.svg`)
      .sort(),
  )
})
