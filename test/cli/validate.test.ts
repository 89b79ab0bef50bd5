import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SCENARIO, scenarioText } from '../validation/fixture.ts'
import { document, emptyFolder, exitless } from './exitless.ts'

function fileWith(text: string): string {
  const file = join(emptyFolder(), 'mine.yaml')
  writeFileSync(file, text)
  return file
}

const number = expect.any(Number)
const text = expect.any(String)

describe('validate --json', () => {
  const { format, rows, summary } = document(['validate'])

  it('has a row for each count and each rate, with what it says of it', () => {
    expect(format).toBe(1)
    const kinds = new Set<string>()
    for (const row of rows) {
      kinds.add(row.kind)
      expect(row).toMatchObject({
        id: text,
        kind: expect.stringMatching(/^(count|rate)$/),
        measured: number,
        grade: expect.stringMatching(/^[PASRXDM]$/),
        source: expect.stringMatching(/./),
      })
      expect([null, row.simulated]).toContainEqual(row.simulated)
      if (row.simulated === null) expect(row.why).toEqual(text)
      else expect(row.ratio).toEqual(number)
    }
    expect(kinds).toEqual(new Set(['count', 'rate']))
  })

  it('sums them up', () => {
    const rates = {
      within: { '1.15': number, '1.25': number, '1.5': number, '2': number },
      total: number,
      geometricMeanError: number,
    }
    expect(summary).toEqual({
      counts: { exact: number, total: number },
      rates,
      nullModel: rates,
      order: { right: number, total: number, wrong: expect.any(Array) },
      notCounted: number,
    })
    const counts = rows.filter((row: { kind: string }) => row.kind === 'count')
    expect(summary.counts.total).toBe(counts.length)
    expect(summary.counts.exact).toBe(counts.filter((row: { exact: boolean }) => row.exact).length)
    const counted = rows.filter(
      (row: { kind: string; counted: boolean }) => row.kind === 'rate' && row.counted,
    )
    expect(summary.rates.total).toBe(counted.length)
  })
})

describe('validate', () => {
  it('prints the summary, what the columns are, and the rows that are off', () => {
    const { code, out, err } = exitless(['validate'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).not.toContain('traps/ahci/read-qd1/4096/reads')
    expect(out).toContain('V17.')
    expect(out).toMatch(/^Not shown: \d+ rows/m)
    expect(out).toMatch(/^grade {2}P primary/m)
    expect(out.indexOf('counts:')).toBe(0)
    expect(out).toMatch(/^counts: \d+ of \d+ met/m)
    expect(out).toMatch(
      /^rates: \d+ within 1\.15x, \d+ within 1\.25x, \d+ within 1\.5x, \d+ within 2x of \d+/m,
    )
    expect(out).toMatch(/^without causes: /m)
    expect(out).toMatch(/^order: \d+ of \d+ pairs right/m)
  })

  it('prints every row where it is asked to', () => {
    const { out } = exitless(['validate', '--all'])
    expect(out).toContain('traps/ahci/read-qd1/4096/reads')
    expect(out).not.toContain('Not shown')
  })

  it('takes a scenario of your own', () => {
    const { code, out } = exitless(['validate', fileWith(SCENARIO)])
    expect(code).toBe(0)
    expect(out).toMatch(/^T1\.virtio +4 /m)
    expect(out).not.toContain('traps/')
  })

  it('tells what is wrong in it, with file, line and column, and exits 2', () => {
    const file = fileWith(scenarioText('controller: ahci', 'controller: ahcy'))
    const { code, out, err } = exitless(['validate', file])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(
      `${file}:12:27 guests.vm.devices.disk.controller: there is no "ahcy" here; try ahci`,
    )
  })

  it('says which file is not there', () => {
    expect(exitless(['validate', 'no.yaml'])).toMatchObject({ code: 2, err: 'exitless: no file no.yaml\n' })
  })
})
