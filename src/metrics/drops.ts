import type { Flow } from '../machine/index.ts'
import { percent } from './format.ts'
import { flowsOf, type Metric, share, sum } from './metric.ts'

function dropped(card: Pick<Metric, 'id' | 'title' | 'text'>, of: (flow: Flow) => number): Metric {
  return {
    ...card,
    unit: '0–1',
    better: 'lower',
    selector: 'flow',
    read: (run, selector) => {
      const flows = flowsOf(run, selector)
      return (
        flows &&
        share(
          sum(flows, of),
          sum(flows, (flow) => flow.dropped + flow.requests),
        )
      )
    },
    format: percent,
  }
}

export const drops: readonly Metric[] = [
  dropped(
    {
      id: 'drops',
      title: 'drops',
      text: 'Share of the packets that found no place in the ring or at the socket.',
    },
    (flow) => flow.dropped,
  ),
  dropped(
    {
      id: 'ring-drops',
      title: 'drops, ring',
      text: 'Share of the packets that found no descriptor in the ring.',
    },
    (flow) => flow.dropped - flow.droppedAtSocket,
  ),
  dropped(
    {
      id: 'socket-drops',
      title: 'drops, socket',
      text: 'Share of the packets that found the socket full: their application came too late.',
    },
    (flow) => flow.droppedAtSocket,
  ),
]
