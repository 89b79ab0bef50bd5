/** `exitless request CONTROLLER`: one request, its itinerary, its counts, its time alone. */

import { suggestion } from '../../game/suggestion.ts'
import { catalogue, type RequestAnswer, type RequestQuestion, requestAlone } from '../../machine/index.ts'
import { choiceOf, isOn, numberOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { DONE } from '../exit-codes.ts'
import { say, sayJson } from '../streams.ts'
import { bytesText, nanosText, tableLines } from '../table.ts'
import { WrongUse } from '../wrong-use.ts'

/** What a kind of controller is asked where nothing is said. */
const USUAL = {
  disk: { op: 'read', bytes: 4096 },
  any: { op: 'read', bytes: 4096 },
  nic: { op: 'tx', bytes: 1514 },
  display: { op: 'draw', bytes: 4096 },
} as const
const MOST_BYTES = 4 * 1024 * 1024
const MOST_NANOS = 1_000_000_000
/** Time of the device behind the controller, if not said: product of no model, so that counts can be compared. */
const DEVICE_NANOS = 100_000

/** @throws WrongUse */
function questionOf(input: Input): RequestQuestion {
  const [name] = input.positionals
  const card = catalogue.find((one) => one.id === name)
  if (card === undefined) {
    const ids = catalogue.map((one) => one.id)
    throw new WrongUse(`no controller "${name}"${suggestion(name, ids) || `; there is ${ids.join(', ')}`}`)
  }
  const op = choiceOf(input, 'op', ['read', 'write', 'tx', 'rx', 'draw'] as const) ?? USUAL[card.kind].op
  const usual = op === 'tx' || op === 'rx' ? USUAL.nic : USUAL[card.kind]
  return {
    controller: card.id,
    op,
    bytes: numberOf(input, 'bytes', 1, MOST_BYTES) ?? usual.bytes,
    depth: numberOf(input, 'depth', 1, 256) ?? 1,
    contiguous: isOn(input, 'contiguous'),
    interrupt: choiceOf(input, 'interrupt', ['intx', 'msi', 'msix'] as const),
    accel: choiceOf(input, 'accel', ['kvm', 'tcg'] as const) ?? 'kvm',
    iommu: choiceOf(input, 'iommu', ['off', 'pt', 'strict', 'lazy', 'caching'] as const) ?? 'off',
    iommuModel: choiceOf(input, 'iommu-model', ['intel', 'amd'] as const) ?? 'intel',
    device: numberOf(input, 'device', 0, MOST_NANOS) ?? DEVICE_NANOS,
  }
}

export async function perform(input: Input): Promise<number> {
  const question = questionOf(input)
  const answer = requestAlone(question)
  if ('problem' in answer) throw new WrongUse(`${question.controller}: ${answer.problem}`)
  if (isOn(input, 'json')) {
    const { perRequest, nanosAlone, steps } = answer
    sayJson({ format: 1, controller: question.controller, question, perRequest, nanosAlone, steps })
  } else say(`${itinerary(question, answer).join('\n')}\n`)
  return DONE
}

function itinerary(question: RequestQuestion, answer: RequestAnswer): string[] {
  const { controller, op, bytes, depth, accel } = question
  const columns = [
    { title: 'place' },
    { title: 'act' },
    { title: 'times', align: 'right' },
    { title: 'time', align: 'right' },
    { title: 'bytes', align: 'right' },
    { title: 'step' },
  ] as const
  const rows = answer.steps.map((step) => [
    step.place,
    step.act,
    count(step.times),
    step.nanos === 0 ? '–' : nanosText(step.nanos),
    step.bytes === 0 ? '' : bytesText(step.bytes),
    step.text,
  ])
  const { perRequest } = answer
  const counts = COUNTS.map(([key, name]) => `${name} ${count(perRequest[key])}`)
  return [
    `${controller}: one ${op} of ${bytesText(bytes)}, ${depth} in flight, counted as under ${accel.toUpperCase()}`,
    '',
    ...tableLines(columns, rows),
    '',
    `per request: ${counts.slice(0, 4).join(', ')},`,
    `             ${counts.slice(4).join(', ')}`,
    `alone: ${nanosText(answer.nanosAlone)}`,
    '',
    ...remarks(question),
  ]
}

/** What the numbers above are of, where a reader could take them for something else. */
function remarks({ depth, device, iommu, iommuModel }: RequestQuestion): string[] {
  return [
    `Steps and time: one request alone on a host of the 2020s, before a device that takes ${nanosText(device)}.`,
    depth === 1
      ? 'Counts: the mean of requests one after another, each by itself.'
      : `Counts: the mean under load, ${depth} handed over at once and then the next ${depth}; what they share counts in part.`,
    iommu === 'off'
      ? "IOTLB: of an IOMMU that the guest sees, and it sees none (--iommu). The host's own is among the steps."
      : `IOTLB: of the IOMMU that the guest sees (${iommuModel}, ${iommu}); its invalidations are exits beside the trapped writes.`,
  ]
}

const COUNTS = [
  ['commands', 'commands'],
  ['trapReads', 'trapped reads'],
  ['trapWrites', 'trapped writes'],
  ['stringExits', 'string exits'],
  ['interrupts', 'interrupts'],
  ['eois', 'EOIs'],
  ['copies', 'copies'],
  ['iotlbLookups', 'IOTLB look-ups'],
  ['iotlbMisses', 'misses'],
  ['invalidations', 'invalidations'],
] as const satisfies readonly (readonly [keyof RequestAnswer['perRequest'], string])[]

function count(value: number): string {
  return Number(value.toFixed(2)).toLocaleString('en-US')
}
