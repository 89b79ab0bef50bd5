/** The footer of each screen: at most nine keys of the table, those that matter there. */
import { type CommandId, footerWords } from '../../text/ui-keys.ts'
import { TABS } from '../tabs.ts'
import { type ActiveSet, COMMANDS, type Shown } from './keys.ts'

/** The bench has a footer for each kind of panel in hand. */
export type FooterId =
  | ActiveSet
  | 'first-run'
  | 'violation'
  | 'path'
  | 'measured'
  | 'goals'
  | 'list'
  | 'panel'
  | 'hint-shown'
  | 'why-flips'
  /** The numbers in hand: one of them is asked after. */
  | 'measured'
  | 'debrief-last'
  /** A small debrief's result: its lesson comes next. */
  | 'debrief-result'
  /** The question before anything is marked. */
  | 'guess'
  | 'model-terms'

const DEBRIEF: readonly (readonly CommandId[])[] = [
  ['tab-before', 'next-tab'],
  ['up', 'down'],
  ['page-up', 'page-down'],
  ['again'],
  ['explore-passed'],
  ['back'],
  ['map'],
]

const FOOTERS: Readonly<Record<FooterId, readonly (readonly CommandId[])[]>> = {
  orientation: [['begin'], ['back']],
  map: [['up', 'down'], ['enter'], ['level-debrief'], ['jump'], ['daily'], ['sandbox'], ['help'], ['map']],
  'task-map': [
    ['up', 'down'],
    ['enter'],
    ['level-debrief'],
    ['questions-of-map'],
    ['copy'],
    ['save-codes'],
    ['help'],
    ['map'],
  ],
  bench: [
    ['up', 'down'],
    ['value-before', 'next-value'],
    ['play'],
    ['step-back', 'step-on'],
    ['why'],
    ['undo'],
    ['hint'],
    ['next-panel'],
    ['map'],
  ],
  path: [
    ['up', 'down'],
    ['panel-number'],
    ['play'],
    ['step-back', 'step-on'],
    ['request-before', 'next-request'],
    ['follow'],
    ['longest'],
    ['why'],
    ['model'],
    ['map'],
  ],
  measured: [
    ['up', 'down'],
    ['panel-number'],
    ['why'],
    ['model'],
    ['play'],
    ['step-back', 'step-on'],
    ['undo'],
    ['next-panel'],
    ['map'],
  ],
  goals: [
    ['up', 'down'],
    ['panel-number'],
    ['why'],
    ['model'],
    ['play'],
    ['step-back', 'step-on'],
    ['undo'],
    ['next-panel'],
    ['map'],
  ],
  list: [
    ['up', 'down'],
    ['panel-number'],
    ['play'],
    ['step-back', 'step-on'],
    ['undo'],
    ['hint'],
    ['next-panel'],
    ['map'],
  ],
  panel: [['panel-number'], ['play'], ['step-back', 'step-on'], ['undo'], ['hint'], ['next-panel'], ['map']],
  'first-run': [['next-value', 'value-before'], ['play'], ['why'], ['undo'], ['help'], ['map']],
  violation: [
    ['next-violation', 'violation-before'],
    ['why'],
    ['step-back', 'step-on'],
    ['start'],
    ['play'],
    ['undo'],
    ['next-panel'],
    ['back'],
    ['map'],
  ],
  debrief: [['next-level'], ...DEBRIEF],
  'debrief-last': DEBRIEF,
  'debrief-result': [['next-level'], ...DEBRIEF],
  jump: [['go'], ['back']],
  compare: [
    ['a-before', 'a-next'],
    ['b-before', 'b-next'],
    ['swap'],
    ['take-a'],
    ['play-both'],
    ['compare-why'],
    ['up', 'down'],
    ['next-panel'],
    ['back'],
  ],
  find: [['up', 'down'], ['stay'], ['back']],
  palette: [['up', 'down'], ['do'], ['next-panel'], ['back']],
  why: [['up', 'down'], ['fold', 'unfold'], ['show-example'], ['next-panel'], ['try-flip'], ['back']],
  'why-flips': [['up', 'down'], ['try-flip'], ['next-panel'], ['panel-before'], ['back']],
  explore: [
    ['point-left', 'point-right', 'point-up', 'point-down'],
    ['try'],
    ['x-axis', 'y-axis'],
    ['filter'],
    ['next-front'],
    ['back'],
    ['to-mine'],
    ['next-panel'],
  ],
  sandbox: [
    ['up', 'down'],
    ['field-before', 'next-field-value'],
    ['add-part'],
    ['remove-part'],
    ['offer'],
    ['to-bench'],
    ['explore-sandbox'],
    ['write-out'],
    ['back'],
  ],
  predictions: [['help'], ['back']],
  routing: [
    ['up', 'down'],
    ['core-before', 'next-core'],
    ['delivery'],
    ['wait-shorter', 'wait-longer'],
    ['frames-fewer', 'frames-more'],
    ['spread'],
    ['routing-undo'],
    ['routing-why'],
    ['back'],
  ],
  questions: [['up', 'down'], ['answer'], ['help'], ['back'], ['map']],
  runs: [['up', 'down'], ['replay'], ['help'], ['back'], ['map']],
  settings: [['up', 'down'], ['change'], ['back']],
  help: [['up', 'down'], ['as-command'], ['back']],
  hint: [['show-hint'], ['close-hint'], ['back']],
  brief: [['back']],
  tree: [['up', 'down'], ['back']],
  'hint-shown': [['close-hint'], ['back']],
  menu: [['choose'], ['take'], ['back']],
  guess: [['choose'], ['back']],
  model: [
    ['up', 'down'],
    ['next-panel'],
    ['look-up'],
    ['by-grade'],
    ['next-era'],
    ['cheaper', 'dearer'],
    ['turn-card'],
    ['back'],
  ],
  'model-terms': [['up', 'down'], ['next-panel'], ['look-up'], ['back'], ['map']],
  'look-up': [['go'], ['back']],
  card: [['up', 'down'], ['model'], ['back']],
  about: [['up', 'down'], ['page-up', 'page-down'], ['back'], ['map']],
  lecture: [
    ['lecture-next'],
    ['lecture-back'],
    ['lecture-twin'],
    ['lecture-notes'],
    ['lecture-blank'],
    ['help'],
    ['map'],
  ],
}
/** What a screen calls the keys that begin with a command, where it is not the command's own word. */
function said(place: string): string | undefined {
  const own: Readonly<Record<string, string>> = footerWords
  return own[place]
}

/** The digit that leads to the Bench. */
const BENCH_DIGIT = (TABS.indexOf('bench') + 1).toString()

/** At most nine keys: those that matter on this screen. */
export function footerKeys(screen: FooterId, means: (id: CommandId) => boolean = () => true): Shown[] {
  const meant = FOOTERS[screen].filter((ids) => ids.some(means))
  return meant.map((ids) => {
    const found = ids.map((id) => COMMANDS.find((one) => one.id === id)!)
    const label =
      ids[0] === 'panel-number'
        ? BENCH_DIGIT
        : found.length === 1
          ? found[0].label
          : found.map((one) => one.label.split(' ')[0]).join('')
    const parts = found.map((one) => ({
      label: (ids[0] === 'panel-number'
        ? BENCH_DIGIT
        : found.length === 1
          ? one.label
          : one.label.split(' ')[0]
      ).replace(' ', ''),
      key: ids[0] === 'panel-number' ? BENCH_DIGIT : one.keys[0],
    }))
    return { label: label.replace(' ', ''), parts, text: said(`${screen}:${ids[0]}`) ?? found[0].short }
  })
}
