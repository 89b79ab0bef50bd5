/** What the machine says of itself, in German: what the levels show is there, and what is missing is counted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostAfter, type Move } from '../../src/game/index.ts'
import { hostProblems, knobCards, simulate } from '../../src/machine/index.ts'
import { texts } from '../../src/text/de/index.ts'
import { setLanguage } from '../../src/text/language.ts'
import { isTranslated, machineText } from '../../src/text/machine-text.ts'
import { levels } from './shipped.ts'

beforeAll(() => setLanguage('de', texts))
afterAll(() => setLanguage('en'))

const missing = (said: Iterable<string>) =>
  [...new Set(said)].filter((text) => /[a-z]{2}/.test(text) && !isTranslated(text)).sort()

/** The start of each level, its ways and its last values. */
const hosts = levels.flatMap((level) => {
  const last = level.knobs.map(({ key, values }): Move[] => [{ key, value: values[values.length - 1] }])
  const ways: (readonly Move[])[] = [
    [],
    ...level.references.map(({ moves }) => moves),
    ...level.decoys.map(({ moves }) => moves),
    ...last,
  ]
  return ways.map((moves) => hostAfter(level, moves))
})

describe('German', () => {
  it('says every knob that a level offers, and each of its values', () => {
    const said = levels.flatMap((level) =>
      knobCards(level.host).flatMap((card) => {
        const values = level.knobs.find(({ key }) => key === card.key)?.values
        return values === undefined ? [] : [card.text, ...values.map((value) => card.about(value))]
      }),
    )
    expect(missing(said)).toEqual([])
  })

  it('says why a host of a level cannot be', () => {
    expect(missing(hosts.flatMap((host) => hostProblems(host).map(({ message }) => message)))).toEqual([])
  })

  it('says every step of every path, every thread, every guest that does not start', {
    timeout: 300_000,
  }, () => {
    const said = hosts
      .filter((host) => hostProblems(host).length === 0)
      .flatMap((host) => {
        const run = simulate(host, { seed: 1, duration: 200_000 })
        return [
          ...run.flows.flatMap((flow) => flow.path.map(({ text }) => text)),
          ...run.guests.map(({ reason }) => reason ?? ''),
        ]
      })
    expect(missing(said)).toEqual([])
  })

  it('says the knobs that only the sandbox shows, with their values', () => {
    const said = levels.flatMap(({ host }) =>
      knobCards(host).flatMap((card) => [
        card.text,
        ...(card.values ?? [card.range?.min, card.range?.max].map(String)).map((value) => card.about(value)),
      ]),
    )
    expect(missing(said)).toEqual([])
  })
})

describe('a text of the machine', () => {
  it('keeps what changes in it', () => {
    expect(machineText('From core 28 on.')).toBe('Von Kern 28 an.')
    expect(machineText('Costs 3 points. At 0000:03:00.0.')).toBe('Kostet 3 Punkte. Bei 0000:03:00.0.')
  })
  it('is looked up in its parts', () => {
    expect(machineText('far side: copy, to the host')).toBe('drüben: Kopie, zum Host')
  })
  it('stays English where nobody has said it otherwise', () => {
    expect(machineText('something new')).toBe('something new')
    expect(isTranslated('something new')).toBe(false)
    setLanguage('en')
    expect(machineText('From core 28 on.')).toBe('From core 28 on.')
    setLanguage('de', texts)
  })
})
