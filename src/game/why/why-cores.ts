/** What cores and threads spent their time on. */
import { CORE_KINDS, type Run } from '../../machine/index.ts'
import { words } from '../../text/ui-words.ts'
import { type CauseKind, largestFirst, type Part, withRest } from './why.ts'
import { reason } from './why-reasons.ts'

const KIND_OF: readonly CauseKind[] = ['guest', 'exit', 'copy', 'model', 'host', 'poll', 'spin']

function busy(nanos: Float64Array): number {
  return nanos.reduce((sum, one) => sum + one, 0)
}

/** `guest 40 %, exits 12 %, idle 48 %` */
export function coreParts(run: Run, index: number): string {
  const { nanos } = run.cores[index]
  const percent = (part: number) => `${Math.round((part / run.duration) * 100)} %`
  const kinds = CORE_KINDS.flatMap((kind, at) =>
    nanos[at] / run.duration < 0.005 ? [] : [`${words.kinds[kind]} ${percent(nanos[at])}`],
  )
  return [...kinds, `${words.why.cores.idle} ${percent(Math.max(0, run.duration - busy(nanos)))}`].join(', ')
}

function namesOn(run: Run, core: number): Part['because'] {
  const { threads } = run.cores[core]
  return threads.length === 0 ? [] : [{ text: threads.join(', ') }]
}

/** Busy time by what it was for, and on which core. */
function byKind(run: Run, cores: readonly number[], whole: string): Part {
  const causes = CORE_KINDS.flatMap((kind, at): Part[] => {
    const on = cores.map(
      (core): Part => ({
        step: words.why.cores.core(core),
        kind: KIND_OF[at],
        value: run.cores[core].nanos[at],
        because: namesOn(run, core),
      }),
    )
    const value = on.reduce((sum, one) => sum + one.value, 0)
    const some = largestFirst(on.filter((one) => one.value > 0))
    const single = cores.length === 1
    return value === 0
      ? []
      : [
          {
            step: words.why.cores.kinds[kind],
            kind: KIND_OF[at],
            value,
            because: [],
            causes: single ? [] : some,
          },
        ]
  })
  const value = cores.reduce((sum, core) => sum + busy(run.cores[core].nanos), 0)
  const because =
    cores.length === 1
      ? namesOn(run, cores[0])
      : [reason(run.host, words.why.because.cores(run.threads.length, run.cores.length), 'host.cores')]
  return { step: whole, kind: 'all', value, because, causes: largestFirst(causes) }
}

function byThread(
  run: Run,
  guest: string,
  whole: string,
  of: (thread: Run['threads'][number]) => number,
  kind: CauseKind,
): Part {
  const causes = run.threads
    .filter((thread) => thread.owner === guest && of(thread) > 0)
    .map((thread): Part => ({ step: thread.name, kind, value: of(thread), because: [] }))
  const value = causes.reduce((sum, one) => sum + one.value, 0)
  return { step: whole, kind: 'all', value, because: [], causes: largestFirst(causes) }
}

function coresOf(run: Run, selector: string | undefined): readonly number[] | undefined {
  const core = /^core-(\d+)$/.exec(selector ?? '')
  if (core !== null) return [Number(core[1])]
  return selector === undefined ? run.cores.map((_, index) => index) : undefined
}

export function cpuTree(run: Run, selector: string | undefined, whole: string): Part {
  const cores = coresOf(run, selector)
  if (cores !== undefined) return byKind(run, cores, whole)
  return byThread(run, selector ?? '', whole, (thread) => thread.nanos, 'host')
}

export function spinTree(run: Run, selector: string | undefined, whole: string): Part {
  const cores = coresOf(run, selector)
  const because = run.host.guests.map((guest) =>
    reason(run.host, words.why.because.lock(guest.vcpus), `${guest.id}.vcpus`),
  )
  if (cores === undefined)
    return { ...byThread(run, selector ?? '', whole, (thread) => thread.spun, 'spin'), because }
  const spin = CORE_KINDS.indexOf('spin')
  const causes = cores
    .map(
      (core): Part => ({
        step: words.why.cores.core(core),
        kind: 'spin',
        value: run.cores[core].nanos[spin],
        because: namesOn(run, core),
      }),
    )
    .filter((part) => part.value > 0)
  const value = causes.reduce((sum, one) => sum + one.value, 0)
  return { step: whole, kind: 'all', value, because, causes: largestFirst(causes) }
}

/** The lock that was held longest, and the others beside it. */
export function lockTree(run: Run, owner: string | undefined, whole: string): Part {
  const locks = run.locks.filter((lock) => owner === undefined || lock.owner === owner)
  const [longest, ...others] = [...locks].sort((one, other) => other.held - one.held)
  if (longest === undefined)
    return { step: whole, kind: 'all', value: 0, because: [{ text: words.why.counts.noLocks }] }
  const guest = run.host.guests.find((one) => one.id === longest.owner)
  const because =
    guest === undefined ? [] : [reason(run.host, words.why.because.lock(guest.vcpus), `${guest.id}.vcpus`)]
  const beside = others
    .filter((lock) => lock.held > 0)
    .slice(0, 4)
    .map((lock) => ({
      text: `${lock.owner} ${lock.name}: ${Math.round((lock.held / run.duration) * 100)} %`,
    }))
  const parts: Part[] = [
    { step: `${longest.owner} ${longest.name}`, kind: 'wait', value: longest.held, because },
  ]
  return {
    step: whole,
    kind: 'all',
    value: longest.held,
    because: beside,
    causes: withRest(parts, longest.held, '', 'wait'),
  }
}
