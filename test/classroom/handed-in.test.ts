/** Files, folders and archives, as they are handed in: what can be read is, what cannot says why, and nothing else happens. */
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { handedIn, textsOf } from '../../src/cli/submissions.ts'
import { zipped } from './zip.ts'

function folderOf(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'exitless-handed-')), 'class')
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}

const read = (...paths: string[]) =>
  handedIn(paths).flatMap((one) => one.texts().map(({ path, text, problem }) => [path, problem ?? text]))

const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) })

describe('what was handed in', () => {
  it('is every file of a folder, in one order, without what systems leave there', () => {
    const folder = folderOf({
      'b/two.txt': 'two',
      'a.txt': 'one',
      '.hidden': 'x',
      '__MACOSX/a.txt': 'x',
      'b/.DS_Store': 'x',
      'b/Thumbs.db': 'x',
    })
    expect(read(folder)).toEqual([
      ['class/a.txt', 'one'],
      ['class/b/two.txt', 'two'],
    ])
  })

  it('is read once, however often it is named', () => {
    const folder = folderOf({ 'a.txt': 'one' })
    expect(read(folder, join(folder, 'a.txt'), `${folder}/`)).toEqual([['class/a.txt', 'one']])
  })

  it('does not follow links', () => {
    const folder = folderOf({ 'a.txt': 'one' })
    symlinkSync('/etc', join(folder, 'etc'))
    symlinkSync('/etc/passwd', join(folder, 'passwd'))
    expect(read(folder)).toEqual([
      ['class/a.txt', 'one'],
      ['class/etc', 'is a link; it is not followed'],
      ['class/passwd', 'is a link; it is not followed'],
    ])
  })

  it('has to be there', () => {
    expect(() => handedIn(['/no/such/folder'])).toThrow('no file or folder /no/such/folder')
  })

  it('is read to a limit', () => {
    const folder = folderOf({ 'a.txt': `${'x'.repeat(5 << 20)}beyond` })
    const [text] = handedIn([folder])[0].texts()
    expect(text.text).toHaveLength(5 << 20)
    expect(text.problem).toBe('is larger than 5 MiB; only its beginning is read')
  })
})

describe('an archive', () => {
  it('is each of its files', () => {
    const archive = zipped(
      [
        file('Ada_1_assignsubmission_file_/codes.txt', 'one'),
        { ...file('Bob_2_assignsubmission_file_/codes.txt', 'two'), stored: true },
        file('__MACOSX/x', 'no'),
        file('folder/', ''),
        file('windows\\path.txt', 'three'),
      ],
      'a comment',
    )
    expect(read(folderOf({ 'class.zip': archive }))).toEqual([
      ['class/class.zip/Ada_1_assignsubmission_file_/codes.txt', 'one'],
      ['class/class.zip/Bob_2_assignsubmission_file_/codes.txt', 'two'],
      ['class/class.zip/windows/path.txt', 'three'],
    ])
  })

  it('may hold archives, three deep', () => {
    const nest = (inner: Buffer) => zipped([{ name: 'in.zip', bytes: inner }])
    const two = nest(zipped([file('deep.txt', 'deep')]))
    expect(read(folderOf({ 'o.zip': two }))).toEqual([['class/o.zip/in.zip/deep.txt', 'deep']])
    const [[, problem]] = read(folderOf({ 'o.zip': nest(nest(nest(two))) }))
    expect(problem).toMatch(/^is an archive in archives/)
  })

  it('of a word processor is its words', () => {
    const docx = zipped([
      file('[Content_Types].xml', '<x/>'),
      file(
        'word/document.xml',
        '<w:p><w:r><w:t>X1-</w:t></w:r><w:r><w:t>13 &amp;</w:t></w:r></w:p><w:p>two</w:p>',
      ),
    ])
    expect(read(folderOf({ 'a.docx': docx }))).toEqual([['class/a.docx', 'X1-13 &\ntwo\n']])
    expect(read(folderOf({ 'b.zip': zipped([{ name: 'a.docx', bytes: docx }]) }))).toEqual([
      ['class/b.zip/a.docx', 'X1-13 &\ntwo\n'],
    ])
  })

  it('does not lead out, hide or burst', () => {
    const bomb = Buffer.alloc(64 << 20)
    const archive = zipped([
      file('../../etc/passwd', 'x'),
      file('/abs.txt', 'x'),
      file('C:/abs.txt', 'x'),
      { name: 'bomb.txt', bytes: bomb },
      { name: 'liar.txt', bytes: bomb, says: { size: 10 } },
      { ...file('locked.txt', 'x'), says: { flags: 1 } },
      { ...file('odd.txt', 'x'), says: { method: 99 } },
      { ...file('link', '/etc/passwd'), says: { mode: 0xa1ff } },
      file('last.txt', 'fine'),
    ])
    expect(read(folderOf({ 'x.zip': archive }))).toEqual([
      ['class/x.zip/C:/abs.txt', 'has a path that leads out of its archive; it is not read'],
      ['class/x.zip/abs.txt', 'has a path that leads out of its archive; it is not read'],
      ['class/x.zip/bomb.txt', 'unpacks to more than 5 MiB; it is not read'],
      ['class/x.zip/etc/passwd', 'has a path that leads out of its archive; it is not read'],
      ['class/x.zip/last.txt', 'fine'],
      ['class/x.zip/liar.txt', 'unpacks to more than 5 MiB; it is not read'],
      ['class/x.zip/link', 'is a link; it is not followed'],
      ['class/x.zip/locked.txt', 'is encrypted; ask for it without a password'],
      ['class/x.zip/odd.txt', 'is packed in a way that is not known; ask for the code as text'],
    ])
  })

  it('that is broken says so', () => {
    const whole = zipped([file('a.txt', 'one'.repeat(100))])
    expect(read(folderOf({ 'x.zip': whole.subarray(0, whole.length - 30) }))[0][1]).toMatch(
      /^is a broken archive/,
    )
    expect(read(folderOf({ 'x.zip': zipped([]) }))).toEqual([['class/x.zip', 'is an empty archive']])
    const list = Buffer.from(whole)
    list.fill(0xff, list.length - 73, list.length - 60)
    expect(read(folderOf({ 'x.zip': list }))[0][1]).toMatch(/^is a broken archive/)
    const second = zipped([file('a.txt', 'one'), file('b.txt', 'two')])
    second.fill(0xff, second.length - 73, second.length - 60)
    expect(read(folderOf({ 'x.zip': second }))).toEqual([
      ['class/x.zip/(the rest)', 'is not read: the list of files in this archive is broken'],
      ['class/x.zip/a.txt', 'one'],
    ])
    const damaged = Buffer.from(whole)
    damaged.fill(0xff, 35, 39)
    expect(read(folderOf({ 'x.zip': damaged }))).toEqual([['class/x.zip/a.txt', 'is broken in its archive']])
  })
})

describe('whatever the bytes are', () => {
  const whole = zipped([
    file('a.txt', 'one'.repeat(50)),
    { name: 'in.zip', bytes: zipped([file('b.html', '<p>x</p>')]) },
    file('word/x.xml', 'y'),
  ])

  it('reading them never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), fc.boolean(), (bytes, archive) => {
        const given = archive ? Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), bytes]) : Buffer.from(bytes)
        for (const { path, text } of textsOf('x', given, 1))
          expect([typeof path, typeof text]).toEqual(['string', 'string'])
      }),
    )
  })

  it('nor of archives with some bytes changed', () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of changes) bytes[at] = value
        expect(Array.isArray(textsOf('x', bytes, 1))).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
