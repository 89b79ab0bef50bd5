/** Every screen, by the keys that lead to it: for frames and for what is read aloud. */
import { newProgress } from '../../src/game/index.ts'
import type { Start } from '../../src/ui/outside.ts'
import { type Driver, drive } from './driver.ts'
import { type fakeOutside, really } from './fixture.ts'
import { longCampaign } from './long-campaign.ts'

export const straw: Start = { screen: 'bench', level: 'straw' }
const OFF = ['down', 'down', 'down', 'left', 'left']

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
  'bench, cores': (outside) => drive(straw, outside).press('3'),
  'bench, log': (outside) => drive(straw, outside).press('right', 'left', '4'),
  'bench without a run': (outside) => drive(straw, { ...outside, simulate: () => () => {} }),
  guess: (outside) => drive({ screen: 'bench', level: 'astray' }, outside),
  values: (outside) => drive(straw, outside).press('enter'),
  help: (outside) => drive(straw, outside).press('?'),
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
  guesses: (outside) => drive({ screen: 'map' }, outside).press('p'),
  'former runs': (outside) => drive(straw, outside).press('right', 'right', 'f', 'down'),
  'the task of today': (outside) => drive({ screen: 'map' }, outside).press('c'),
  sandbox: (outside) => sandboxed(outside),
  'sandbox, values': (outside) => sandboxed(outside).press('down', 'enter'),
  'sandbox, additions': (outside) => sandboxed(outside).press('a'),
  'sandbox, on the bench': (outside) => sandboxed(outside).press('b'),
  'sandbox, explored': (outside) => sandboxed(outside).press('x'),
  'sandbox without a guest': (outside) => sandboxed(outside).press('end', 'delete', 'end', 'delete'),
  debrief: (outside) => drive(straw, outside).press('right', 'd'),
}
