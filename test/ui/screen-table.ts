/** Every screen, by the keys that lead to it: for frames and for what is read aloud. */
import { newProgress } from '../../src/game/index.ts'
import type { Start } from '../../src/ui/outside.ts'
import type { Task } from '../../src/ui/task.ts'
import { type Driver, drive } from './driver.ts'
import { type fakeOutside, questions, really, seasoned } from './fixture.ts'
import { longCampaign } from './long-campaign.ts'

export const straw: Start = { screen: 'bench', level: 'straw' }
const OFF = ['down', 'down', 'down', 'left', 'left']

/** An assignment of two of the levels. */
export const task: Task = {
  id: 'week-3',
  title: 'Week 3: disks',
  due: '2027-03-01',
  student: 's1234',
  exam: false,
  owner: { assignment: '0011aabb', student: '0123456789' },
  levels: { first: { weight: 1 }, straw: { weight: 3, hints: 0 } },
}
const assigned = (outside: ReturnType<typeof fakeOutside>, exam = outside.task?.exam === true) => ({
  ...outside,
  task: { ...task, exam },
  levels: outside.levels.filter(({ id }) => id !== 'astray'),
})

/** The same with questions to the second level. */
export const asking = (outside: ReturnType<typeof fakeOutside>) => ({
  ...outside,
  levels: outside.levels.map((level) => (level.id === 'straw' ? { ...level, questions } : level)),
})

const sandboxed = (outside: ReturnType<typeof fakeOutside>) =>
  drive({ screen: 'map' }, { ...outside, simulate: really }).press('s')

export const SCREENS: Readonly<Record<string, (outside: ReturnType<typeof fakeOutside>) => Driver>> = {
  orientation: (outside) =>
    drive({ screen: 'bench', level: 'first' }, { ...outside, progress: newProgress('p') }),
  map: (outside) => drive({ screen: 'map' }, outside),
  'going to a level': (outside) => drive({ screen: 'map' }, outside).press('g', '3', '.'),
  'a long map': (outside) => drive({ screen: 'map' }, { ...outside, levels: longCampaign }).press('end'),
  settings: (outside) => drive({ screen: 'map' }, outside).press('o'),
  'a setting': (outside) => drive({ screen: 'map' }, outside).press('o', 'enter'),
  'first run': (outside) => drive({ screen: 'bench', level: 'first' }, outside),
  'first run, changed': (outside) => drive({ screen: 'bench', level: 'first' }, outside).press('right'),
  bench: (outside) => drive(straw, outside),
  'bench, playing': (outside) => drive(straw, outside).press('space', '.', '.', '.'),
  'bench, changed': (outside) => drive(straw, outside).press('right'),
  'bench, measured': (outside) => drive(straw, outside).press('right', '2'),
  'bench, goals': (outside) => drive(straw, outside).press('right', 'shift-tab', 'down'),
  'bench, cores': (outside) => drive(straw, outside).press('3'),
  'bench, host': (outside) => drive(straw, outside).press('6', 'space', '.', '.'),
  'bench, memory': (outside) => drive(straw, outside).press('7'),
  'bench, memory, landed': (outside) => drive(straw, outside).press(...OFF, '$', '7'),
  'bench, latency': (outside) => drive(straw, outside).press('right', '8'),
  'bench, cores over time': (outside) => drive(straw, outside).press('3', 'space', '.'),
  'bench, log': (outside) => drive(straw, outside).press('right', 'left', '4'),
  'bench without a run': (outside) => drive(straw, { ...outside, simulate: () => () => {} }),
  routing: (outside) => drive(straw, outside).press('i', 'down'),
  'routing, measured': (outside) =>
    drive(straw, { ...outside, simulate: really }).press('right', 'i', 'down', 'space', 'A'),
  'bench, queues': (outside) => drive(straw, { ...outside, simulate: really }).press('9', 'down'),
  'bench, queues of a run without a record': (outside) => drive(straw, outside).press('9'),
  guess: (outside) => drive({ screen: 'bench', level: 'astray' }, outside),
  values: (outside) => drive(straw, outside).press('enter'),
  help: (outside) => drive(straw, outside).press('?'),
  'finding a knob': (outside) => drive(straw, outside).press('/', 'i', 'o'),
  'the palette': (outside) => drive(straw, outside).press(':'),
  'the palette, a move': (outside) =>
    drive(straw, outside).press(':', ...'set', 'space', ...'files.d', 'down'),
  'the palette over the map': (outside) => drive({ screen: 'map' }, outside).press(':', '3', 'enter'),
  'help, narrowed': (outside) => drive(straw, outside).press('?', ...'copy'),
  copied: (outside) => drive(straw, outside).press('right', 'd', 'y'),
  hint: (outside) => drive(straw, outside).press('h', 'enter'),
  violation: (outside) => drive(straw, outside).press(...OFF, 'v'),
  'violation, path': (outside) => drive(straw, outside).press(...OFF, 'v', '1'),
  explore: (outside) => drive(straw, outside).press('x'),
  'explore, passed, moved': (outside) =>
    drive(straw, outside).press('right', 'x', 'right', 'up', 'n', 'tab', 'f', 'Y'),
  'explore in blocks': (outside) => {
    const progress = {
      ...outside.progress,
      settings: { ...outside.progress.settings, plot: 'blocks' as const },
    }
    return drive(straw, { ...outside, progress }).press('x')
  },
  'explore, nothing measured yet': (outside) =>
    drive(straw, { ...outside, explore: () => () => {} }).press('x', 'right', 'n', 'enter', 'Y'),
  questions: (outside) => drive(straw, asking(outside)).press('n'),
  'questions, typed': (outside) => drive(straw, asking(outside)).press('n', '3', '6', '0'),
  'questions, no unit': (outside) => drive(straw, asking(outside)).press('n', '3', 'enter'),
  'questions, answered': (outside) =>
    drive(straw, asking(outside)).press('n', ...'270', 'space', ...'MB/s', 'enter', 'down'),
  'questions, passed': (outside) =>
    drive(straw, asking(outside)).press('right', 'n', ...'270MB/s', 'enter', 'down', ...'5', 'enter', 'down'),
  'questions from the map': (outside) => drive({ screen: 'map' }, asking(outside)).press('down', 'n'),
  'questions of a level without any': (outside) => drive(straw, outside).press('n'),
  'map of an assignment': (outside) => drive({ screen: 'map' }, assigned(outside)).press('down'),
  'map of an assignment, passed': (outside) => drive(straw, assigned(outside)).press('right', 'q', 'y'),
  'map of an exam': (outside) => drive({ screen: 'map' }, assigned(outside, true)),
  'help of an assignment': (outside) => drive({ screen: 'map' }, assigned(outside)).press('?'),
  'bench of an exam': (outside) => drive(straw, assigned(outside, true)).press('right', '4'),
  'no hint in an assignment': (outside) => drive(straw, assigned(outside)).press('h'),
  'debrief of an exam': (outside) => drive(straw, assigned(outside, true)).press('right', 'd'),
  'ways of an exam': (outside) => drive(straw, assigned(outside, true)).press('right', 'd', '4'),
  'why of an exam': (outside) => drive(straw, assigned(outside, true)).press('w', 'tab'),
  'violation of an exam': (outside) => drive(straw, assigned(outside, true)).press(...OFF, 'v'),
  'guesses of an exam': (outside) => drive({ screen: 'map' }, assigned(outside, true)).press('p'),
  guesses: (outside) => drive({ screen: 'map' }, outside).press('p'),
  'former runs': (outside) => drive(straw, outside).press('right', 'right', 'f', 'down'),
  'the task of today': (outside) => drive({ screen: 'map' }, outside).press('c'),
  sandbox: (outside) => sandboxed(outside),
  'sandbox, values': (outside) => sandboxed(outside).press('down', 'enter'),
  'sandbox, additions': (outside) => sandboxed(outside).press('a'),
  'sandbox, on the bench': (outside) => sandboxed(outside).press('b'),
  'sandbox, explored': (outside) => sandboxed(outside).press('x'),
  'sandbox without a guest': (outside) =>
    sandboxed(outside).press('end', 'delete', 'delete', 'end', 'delete', 'delete'),
  lecture: (outside) => drive({ screen: 'lecture', level: 'straw' }, outside),
  'lecture, a step with notes': (outside) =>
    drive({ screen: 'lecture', level: 'straw' }, { ...outside, simulate: really }).press('3', 'n'),
  'lecture, two steps': (outside) =>
    drive({ screen: 'lecture', level: 'straw' }, { ...outside, simulate: really }).press('3', 't'),
  'lecture, blank': (outside) => drive({ screen: 'lecture', level: 'straw' }, outside).press('b'),
  debrief: (outside) => drive(straw, outside).press('right', 'd'),
  model: (outside) => drive({ screen: 'map' }, outside).press('m', 'g', 'e'),
  'model, of a step': (outside) =>
    drive(straw, { ...outside, simulate: really }).press('1', 'down', 'm', '[', ']', 'enter'),
  'model, finding': (outside) => drive(straw, outside).press('3', 'm', '/', 'e', 'x', 'i', 't', '-', 'u'),
  'model, terms': (outside) => drive(straw, outside).press('3', 'm', 'tab', 'down'),
  'card of a metric': (outside) => drive(straw, outside).press('2', 'down', 'm'),
  'card of a knob': (outside) => drive(straw, outside).press('m'),
  'card of a violation': (outside) => drive(straw, outside).press(...OFF, 'v', 'm'),
  'card of a step': (outside) => drive(straw, outside).press('1', 'm'),
  about: (outside) => drive({ screen: 'map' }, outside).press('a', 'down'),
  'bench, following': (outside) => drive(straw, outside).press('right', '>', '>', 'g', 'g', '.', ']'),
  'bench, longest and jumps': (outside) => drive(straw, outside).press('L', 'L', 'e', 'o', '}', '1'),
  'bench, A kept': (outside) => drive(straw, outside).press('a', 'right', 'right', 'L'),
  compare: (outside) => drive(straw, outside).press('right', 'c'),
  'compare, other runs, swapped': (outside) =>
    drive(straw, outside).press('right', 'right', ...OFF, 'c', '[', '[', '{', 's', 'down', 'tab', 'down'),
  'compare, in step': (outside) => drive(straw, outside).press('>', 'right', 'c', 't'),
  'compare, a run is still simulated': (outside) => {
    const progress = seasoned()
    const history = [{ moves: ['set files.disk.ring 32'], medals: 0, values: [1e6, 1] }]
    const of = { ...progress.levels, straw: { ...progress.levels.straw, history } }
    const late = { ...outside, progress: { ...progress, levels: of } }
    let asked = 0
    const simulate: typeof outside.simulate = (...given) =>
      ++asked === 1 ? outside.simulate(...given) : () => {}
    return drive(straw, { ...late, simulate }).press('c')
  },
  why: (outside) => drive(straw, outside).press('w'),
  'why, unfolded': (outside) => drive(straw, outside).press('w', 'right', 'right', 'down', 'right', 'end'),
  'why, flip table': (outside) => drive(straw, outside).press('w', 'tab', 'down', 'down'),
  'why, another number': (outside) => drive(straw, outside).press('w', 'tab', 'tab', 'tab', 'tab'),
  'why of a request': (outside) => drive(straw, outside).press('1', '.', '.', 'w'),
  'why of a violation': (outside) => drive(straw, outside).press(...OFF, 'v', 'w'),
  'why of the first run': (outside) => drive({ screen: 'bench', level: 'first' }, outside).press('w'),
  'why before any flip is known': (outside) => {
    let runs = 0
    const simulate: typeof outside.simulate = (...given) =>
      runs++ === 0 ? outside.simulate(...given) : () => {}
    return drive(straw, { ...outside, simulate }).press('w')
  },
}
