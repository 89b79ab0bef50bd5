/** One request of a controller: its path, its counts, its time alone. Counts come from simulating it, not from a table. */

import type { Datasheet, Shape } from '../controllers/datasheet.ts'
import { CONTROLLER_IDS, datasheet, kindOfOperation, serves } from '../controllers/index.ts'
import { INTERPRETED_FACTORS } from '../costs/costs.ts'
import { simulate } from '../engine/simulate.ts'
import { deviceCard } from '../hardware/devices.ts'
import { DEVICE_DEFAULTS, GUEST_DEFAULTS, HOST_DEFAULTS, WORKLOAD_DEFAULTS } from '../host/defaults.ts'
import type { ControllerId, GuestIommuModel, Host, InterruptKind, Operation } from '../host/host.ts'
import { type GuestIommuMode, guestIommuCounts } from '../iommu/guest-iommu.ts'
import { hostProblems } from '../problems/problems.ts'
import { EXIT_REASONS, type ExitReason, type Run } from '../record/run.ts'
import { GIB, MIB, type Nanos } from '../units.ts'
import { alone } from './alone.ts'
import { flowCosts, shapeOf } from './flow-sheet.ts'
import type { Act, Place } from './itinerary.ts'
import { atRest } from './rest.ts'

export interface RequestQuestion {
  readonly controller: ControllerId
  readonly op: Operation
  /** 512 to 4 MiB; packets 64 to 1514. */
  readonly bytes: number
  /** So many submitted at once, and waited for. 1 to 256. */
  readonly depth: number
  readonly contiguous: boolean
  readonly interrupt?: InterruptKind
  readonly accel: 'kvm' | 'tcg'
  readonly iommu: GuestIommuMode
  readonly iommuModel: GuestIommuModel
  /** Nanoseconds that the device takes, whatever is asked. */
  readonly device: Nanos
  /** Between one packet's end and the next packet. 0: back to back, as a sender does that only a full socket stops. 2 ms where not said. */
  readonly pace?: Nanos
  /** From one request to the next, where a lazy unit's timer was counted and that time is known; else its own time. Nanoseconds. */
  readonly interval?: Nanos
  /** How a driver moves data through a port, where that is not Linux' way: bytes an access, and bytes an instruction. */
  readonly port?: { readonly element: number; readonly string: number }
}

export interface RequestAnswer {
  /** Means of one request. */
  readonly perRequest: {
    readonly commands: number
    readonly trapReads: number
    readonly trapWrites: number
    readonly stringExits: number
    readonly interrupts: number
    readonly eois: number
    /** Times that each byte is moved by a CPU. */
    readonly copies: number
    readonly iotlbLookups: number
    readonly iotlbMisses: number
    readonly invalidations: number
  }
  /** One request at rest; where its commands run side by side, as simulated. Nanoseconds. */
  readonly nanosAlone: Nanos
  readonly steps: readonly {
    readonly place: Place
    readonly act: Act
    readonly times: number
    readonly nanos: Nanos
    readonly bytes: number
    readonly text: string
  }[]
}

const TRY: Readonly<Record<Datasheet['kind'], string>> = {
  disk: 'read, write',
  nic: 'tx, rx',
  display: 'draw',
  any: 'read, write, tx, rx',
}

/** Rounds that the counts are the mean of, where they fit. */
const ROUNDS = 16
/** Simulated at most. Nanoseconds. */
const LONGEST = 4_000_000_000
/** Packets come alone: paced, as the counts were taken. Nanoseconds. */
const PACED = 2_000_000
/** Packets that a socket takes before it makes its sender wait. */
const SOCKET = 64

function paceOf({ op, pace }: RequestQuestion): Nanos {
  return kindOfOperation(op) === 'nic' ? (pace ?? PACED) : 0
}

/** Packets back to back queue as far as the socket lets them; they do not come in bursts. */
function inFlight(question: RequestQuestion): number {
  const crowded = kindOfOperation(question.op) === 'nic' && question.pace === 0
  return crowded ? SOCKET : question.depth
}

function laboratory(question: RequestQuestion, rounds: number): Host {
  const { controller } = question
  const sheet = datasheet(controller)
  const depth = inFlight(question)
  return {
    ...HOST_DEFAULTS,
    cores: 8,
    memory: 16 * GIB,
    pageCache: 0,
    iommu: { mode: 'translated', entries: 64 },
    apicv: true,
    // The counts were taken on an interpreted guest with no device behind, but a timer.
    devices: {
      it: {
        model: question.accel === 'tcg' && !sheet.direct && question.device > 0 ? 'null-co' : 'fixed',
        address: '0000:01:00.0',
        latency: question.device,
      },
    },
    guests: [
      {
        ...GUEST_DEFAULTS,
        id: 'guest',
        pages: '2M',
        pin: 0,
        vmmPin: 1,
        devices: [
          {
            ...DEVICE_DEFAULTS,
            id: 'it',
            backing: 'it',
            controller,
            interrupt: question.interrupt ?? sheet.interrupts[0],
            backend: sheet.backends?.[0] ?? DEVICE_DEFAULTS.backend,
            backendPin: 3,
            irqCore: 2,
            workload: {
              ...WORKLOAD_DEFAULTS,
              op: question.op,
              bytes: question.bytes,
              depth,
              think: paceOf(question),
              pattern: 'random',
              span: kindOfOperation(question.op) === 'display' ? 4 * MIB : 64 * 4 * MIB,
              contiguous: question.contiguous,
              burst: question.depth > 1,
              limit: depth * rounds,
            },
          },
        ],
      },
    ],
  }
}

/** Answers for any operation, size, depth and layout, or says why not. */
export function requestAlone(question: RequestQuestion): RequestAnswer | { readonly problem: string } {
  if (!CONTROLLER_IDS.includes(question.controller))
    return { problem: `no controller "${question.controller}"; there are ${CONTROLLER_IDS.join(', ')}` }
  const sheet = datasheet(question.controller)
  if (!serves(question.controller, kindOfOperation(question.op)))
    return {
      problem: `${question.controller} cannot ${question.op}; try ${TRY[sheet.kind]}`,
    }
  const lone = laboratory(question, 1)
  const [problem] = hostProblems(lone)
  if (problem !== undefined) return { problem: problem.message }
  const shape = (asked: Shape): Shape => ({
    ...asked,
    accel: question.accel,
    habits:
      question.port === undefined
        ? asked.habits
        : { ...asked.habits, portElement: question.port.element, portString: question.port.string },
  })
  const factors = question.accel === 'tcg' ? INTERPRETED_FACTORS : {}
  const [guest] = lone.guests
  const [device] = guest.devices
  const card = deviceCard(lone.devices[device.backing].model)
  const cost = flowCosts(lone, device, card, factors)
  const rest = alone(sheet.path(shape(shapeOf(lone, device, card))), cost, atRest(lone, guest, device))
  const fit = Math.floor(LONGEST / ((rest.nanos + device.workload.think) * device.workload.depth))
  if (fit < 1)
    return {
      problem: `${question.depth} such requests take longer than ${LONGEST / 1e9} s, which is as long as a simulation lasts; ask for fewer or smaller ones`,
    }
  const run = simulate(laboratory(question, Math.min(ROUNDS, fit)), {
    seed: 1,
    duration: LONGEST,
    shape,
    factors,
    interpreted: question.accel === 'tcg',
  })
  const nanos = rest.serial ? rest.nanos : first(run)
  const counts = guestIommuCounts({
    ...question,
    mode: question.iommu,
    iommu: question.iommuModel,
    nanos: question.interval ?? Math.max(nanos, device.workload.think),
  })
  const invalidate = counts.invalidations * (cost('exit-user', 0) + cost('iommu-invalidate', 0))
  const steps = rest.rows
    .filter((row) => row.times > 0)
    .map(({ place, act, times, nanos, bytes, text }) => ({ place, act, times, nanos, bytes, text }))
  if (counts.invalidations > 0)
    steps.push({
      place: 'vmm',
      act: 'exit',
      times: counts.invalidations,
      nanos: Math.round(invalidate),
      bytes: 0,
      text: "invalidates in the guest's IOMMU",
    })
  return {
    perRequest: {
      ...perRequest(run, rest.commands),
      iotlbLookups: counts.lookups,
      iotlbMisses: counts.misses,
      invalidations: counts.invalidations,
    },
    nanosAlone: Math.round(nanos + invalidate),
    steps,
  }
}

function first(run: Run): Nanos {
  return run.requests.end[0] - run.requests.begin[0]
}

function perRequest(
  run: Run,
  commands: number,
): Omit<RequestAnswer['perRequest'], 'iotlbLookups' | 'iotlbMisses' | 'invalidations'> {
  const [flow] = run.flows
  const of = (count: number): number => Math.round((count / Math.max(1, flow.requests)) * 1e6) / 1e6
  const exits = (reason: ExitReason): number => of(flow.exits[EXIT_REASONS.indexOf(reason)])
  return {
    commands,
    trapReads: exits('trap-read'),
    trapWrites: exits('trap-write'),
    stringExits: exits('string'),
    interrupts: of(flow.interrupts),
    eois: of(flow.eois),
    copies: of(flow.copied / flow.bytes),
  }
}
