/** What was handed in, as text: names of platforms, lists of a class, documents of every kind. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvText, readCsv } from '../../src/classroom/csv.ts'
import { documentText } from '../../src/classroom/document-text.ts'
import { finderOf } from '../../src/classroom/finder.ts'
import { lmsName, ownName } from '../../src/classroom/lms-name.ts'
import { type Roster, readRoster } from '../../src/classroom/roster.ts'

describe('the name of a file says whose it is', () => {
  it.each([
    ['class.zip/Ada Lovelace_1234567_assignsubmission_file_/codes.txt', 'moodle', 'Ada Lovelace', '1234567'],
    ['class.zip/Ada Lovelace_1234567_assignsubmission_file/a/codes.txt', 'moodle', 'Ada Lovelace', '1234567'],
    ['class/Ada Lovelace_77_assignsubmission_onlinetext_/onlinetext.html', 'moodle', 'Ada Lovelace', '77'],
    ['class/Ada Lovelace_77_assignsubmission_onlinetext_onlinetext.html', 'moodle', 'Ada Lovelace', '77'],
    ['class/Ada Lovelace_77_assignsubmission_file_codes.txt', 'moodle', 'Ada Lovelace', '77'],
    ['Participant_77_assignsubmission_file_codes.txt', 'moodle', 'Participant', '77'],
    ['class/lovelaceada_12345_67890_codes.txt', 'canvas', 'lovelaceada', '12345'],
    ['class/mullerjorgen_12345_text.html', 'canvas', 'mullerjorgen', '12345'],
    ['class/anon_a1B2c_67890_codes.txt', 'canvas', '', 'a1B2c'],
    ['cs_101_5_hw.zip/lovelaceada_12345_67890_codes.zip/x_1_2_y.txt', 'canvas', 'lovelaceada', '12345'],
    ['lovelaceada_12345_67890_codes.zip/inner.txt', 'canvas', 'lovelaceada', '12345'],
  ])('%s', (path, lms, name, id) => {
    expect(lmsName(path)).toEqual({ lms, name, id, late: false })
  })

  it.each([
    'class/lovelaceada_LATE_12345_67890_codes.txt',
    'class/lovelaceada_LATE_12345_text.html',
  ])('late: %s', (path) => {
    expect(lmsName(path)).toEqual({ lms: 'canvas', name: 'lovelaceada', id: '12345', late: true })
  })

  it.each([
    'class/codes.txt',
    'class/Ada/codes_2.txt',
    'x/My_1_2_Code.txt',
    '12_34_56_x.txt',
    '-',
    '',
  ])('is nobody in "%s"', (path) => {
    expect(lmsName(path)).toBeUndefined()
  })

  it('else the folder, else the file', () => {
    expect(ownName('class/s1234/a.txt')).toBe('s1234')
    expect(ownName('class/s1234.txt')).toBe('s1234')
    expect(ownName('s1234.codes.txt')).toBe('s1234.codes')
  })
})

describe('a list of the class', () => {
  const read = (text: string) => {
    const roster = readRoster(text)
    if ('problem' in roster) throw new Error(roster.problem)
    return roster
  }

  it('is ids one a line, names behind them', () => {
    const { students, from } = read('# class of May\ns1001\ns1002,Ada Lovelace\n\n')
    expect(students.map(({ id, name }) => [id, name])).toEqual([
      ['s1001', undefined],
      ['s1002', 'Ada Lovelace'],
    ])
    expect(from).toBe('other')
  })

  it("is Canvas' gradebook", () => {
    const { students, from, heading } = read(
      '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Week 1 (991)\n    Points Possible,,,,,10\n"Lovelace, Ada",12345,s1001,ada@uni.example,A,\n',
    )
    expect(from).toBe('canvas')
    expect(heading).toContain('Week 1 (991)')
    expect(students).toHaveLength(1)
    expect(students[0]).toMatchObject({
      id: 's1001',
      name: 'Lovelace, Ada',
      ids: ['s1001', 'ada@uni.example', '12345'],
      numbers: ['12345'],
    })
  })

  it("is Moodle's grading worksheet", () => {
    const { students, from } = read(
      'Identifier,"Full name","ID number","Email address",Status,Grade,"Maximum grade","Last modified (grade)"\n"Participant 1234567","Ada Lovelace",s1001,ada@uni.example,"Submitted",,100.00,-\n',
    )
    expect(from).toBe('moodle')
    expect(students[0]).toMatchObject({
      id: 's1001',
      name: 'Ada Lovelace',
      ids: ['s1001', 'ada@uni.example'],
      numbers: ['1234567'],
    })
  })

  it('is German, with semicolons', () => {
    const { students } = read('Vorname;Nachname;ID-Nummer;E-Mail-Adresse\nJörg;Müller;m77;j@x.example\n')
    expect(students[0]).toMatchObject({ id: 'm77', name: 'Jörg Müller' })
  })

  it('names a student once, and somebody', () => {
    expect(readRoster('a\nb\nA\n')).toEqual({ problem: 'the student "A" stands in row 1 already', row: 3 })
    expect(readRoster('')).toMatchObject({ row: 1 })
    expect(readRoster('name,email\n')).toMatchObject({ row: 1 })
  })

  it('with a quote that is never closed is none', () => {
    expect(readRoster('id,name\ns1,"Ada\nLovelace"\ns2,"Ben\ns3,Cy\n')).toEqual({
      problem: 'a quote (") is opened here and never closed',
      row: 4,
    })
  })

  it('tells a heading that it does not understand, and takes nobody out of it', () => {
    expect(readRoster('foo,bar\ns1,Ada\ns2,Ben\n')).toEqual({
      problem: expect.stringMatching(
        /^the heading "foo, bar" is not understood: a column for the id is named/,
      ),
      row: 1,
    })
    expect(readRoster('a,b,c\nada,x,y\n')).toMatchObject({ row: 1 })
    expect(read('ada,Ada\nben,Ben\n').students.map(({ id }) => id)).toEqual(['ada', 'ben'])
  })

  it("has no student of Excel's line about its separator", () => {
    expect(read('sep=;\r\nid;name\r\ns1;A,da\r\n').students).toMatchObject([
      { id: 's1', name: 'A,da', row: 3 },
    ])
    expect(read('"sep=,"\ns1\ns2\n').students.map(({ id }) => id)).toEqual(['s1', 's2'])
  })

  it('finds a student by number, by name, by file', () => {
    const roster = read(
      'Student,ID,SIS User ID,SIS Login ID,Section\n"Lovelace, Ada",12345,s1001,ada,A\n"Müller, Jörg",2,s1002,jm,A\n"Twin, A",3,s3,t3,A\n"Twin, A",4,s4,t4,A\n',
    )
    const { byPath, byTag } = finderOf(roster, (id) => `tag of ${id}`)
    const id = (path: string) => byPath(path)?.id
    expect(id('x/lovelaceada_99_1_c.txt')).toBe('s1001')
    expect(id('x/whoever_12345_1_c.txt')).toBe('s1001')
    expect(id('x/Jorg Muller_9_assignsubmission_file_/c.txt')).toBe('s1002')
    expect(id('x/s1002-codes.txt')).toBe('s1002')
    expect(id('x/S1001/anything.txt')).toBe('s1001')
    expect(id('x/ada lovelace.txt')).toBe('s1001')
    expect(id('x/A Twin_9_assignsubmission_file_/c.txt')).toBeUndefined()
    expect(id('x/codes.txt')).toBeUndefined()
    expect(byTag('tag of jm')?.id).toBe('s1002')
  })
})

describe('a document', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const wide = (text: string, mark: boolean, big: boolean) => {
    const units = [...(mark ? '\ufeff' : ''), ...text].flatMap((sign) => {
      const code = sign.charCodeAt(0)
      return big ? [code >> 8, code & 255] : [code & 255, code >> 8]
    })
    return new Uint8Array(units)
  }

  it.each([
    ['UTF-8', 'a.txt', bytes('code é')],
    ['a mark before it', 'a.txt', bytes('\ufeffcode é')],
    ['Latin-1', 'a.txt', new Uint8Array([99, 111, 100, 101, 32, 0xe9])],
    ['UTF-16', 'a.txt', wide('code é', true, false)],
    ['UTF-16, big', 'a.txt', wide('code é', true, true)],
    ['UTF-16 without a mark', 'a.txt', wide('code é', false, false)],
    ['UTF-16 without a mark, big', 'a.txt', wide('code é', false, true)],
    ['a page', 'a.html', bytes('<b>co</b>de&#32;&#xe9;')],
    ['a page without a name', 'a', bytes('<p>code &#233;</p>')],
    ['rich text', 'a.rtf', bytes("{\\rtf1\\ansi {\\b co}de \\'e9}")],
  ])('in %s has its words', (_, name, given) => {
    expect(documentText(name, given).text.trim()).toBe('code é')
  })

  it('keeps the lines of a page apart', () => {
    expect(
      documentText('a.html', bytes('<p>one</p><p>two<br/>three&nbsp;&amp;</p>')).text.split('\n'),
    ).toEqual(expect.arrayContaining(['one', 'two', 'three &']))
  })

  it.each([
    ['nothing', new Uint8Array(), 'is empty'],
    ['blanks', bytes(' \n\n'), 'is empty'],
    ['tags without words', bytes('<p></p>'), 'is empty'],
    ['a PDF', bytes('%PDF-1.7 …'), 'is a PDF; ask for the code as text'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47]), 'is a picture (PNG); ask for the code as text'],
    ['noise', new Uint8Array([1, 0, 2, 0, 0, 3, 7, 7, 0]), 'holds no text; ask for the code as text'],
  ])('of %s says so', (_, given, problem) => {
    expect(documentText('a', given)).toEqual({ text: '', problem })
  })

  it('of any bytes is read without a fault, and soon', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        fc.constantFrom('a', 'a.html', 'a.rtf'),
        (given, name) => {
          expect(typeof documentText(name, given).text).toBe('string')
        },
      ),
    )
    for (const sign of ['<', '<p ', '&#', '{\\', '"', '\\par'])
      for (const name of ['a.html', 'a']) documentText(name, bytes(`{\\rtf${sign.repeat(300_000)}`))
    for (const sign of ['<', '<p ', '&#', '<!--']) documentText('a.html', bytes(sign.repeat(500_000)))
  }, 20_000)
})

describe('a table of values', () => {
  it('is read as it was written', () => {
    const cell = fc.string({ unit: 'grapheme' }).filter((text) => csvCell(text) === text || /[",]/.test(text))
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (rows) => {
        const plainRows = rows
          .map((row) => row.map((one) => one.trim()))
          .filter(
            (row) => row.some((one) => one !== '') && row.every((one) => !/^[\s'=+\-@＝＋－＠]/.test(one)),
          )
        fc.pre(plainRows.length > 0 && csvText(plainRows).split(',').length > 1)
        const read = readCsv(csvText(plainRows.map((row) => ['x', ...row])))
        expect(read).toEqual(plainRows.map((row) => ['x', ...row]))
      }),
    )
  })

  it('of any text is read', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(readCsv(text))))
  })

  it('cannot begin a formula', () => {
    for (const text of ['=1+1', '+1', '-1', '@x', '\tx', '\r=x', ' =x', '＝1', '\n=1'])
      expect(csvCell(text).replace(/^"/, ''), JSON.stringify(text)).toMatch(/^'/)
    expect([csvCell('s-1=2'), csvCell('-')]).toEqual(['s-1=2', '-'])
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(csvCell(text)).not.toMatch(/^"?\s*(?:[=+@]|-.)/)
      }),
    )
  })

  it('quotes what needs it', () => {
    expect(csvText([['a,b', 'say "x"', 'two\nlines', 'c']])).toBe('"a,b","say ""x""","two\nlines",c\r\n')
    expect(csvCell('\u001b[2J')).toBe('\\x1b[2J')
  })
})

describe('a class with students of every kind of name', () => {
  it('is searched without a fault', () => {
    const roster: Roster = {
      from: 'other',
      heading: [],
      possible: new Map(),
      students: ['', '__proto__', 'constructor', '=x'].map((id) => ({
        id,
        name: id,
        ids: [id],
        numbers: [id],
        cells: new Map(),
      })),
    }
    const { byPath } = finderOf(roster)
    fc.assert(fc.property(fc.string(), (path) => void byPath(path)))
    expect(byPath('x/constructor.txt')?.id).toBe('constructor')
    expect(byPath('x/toString.txt')).toBeUndefined()
  })
})
