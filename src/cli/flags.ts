/** Flags that several commands have. */
import type { Flag } from './command.ts'

export const JSON_FLAG: Flag = { name: 'json', text: 'print one JSON document on stdout ("format": 1)' }
export const LINE_FLAG: Flag = {
  name: 'line',
  text: 'by sentences and numbers: for screen readers, dumb terminals, pipes',
}
export const PLAYER_FLAG: Flag = {
  name: 'player',
  value: 'NAME',
  text: 'a save of its own for each NAME; EXITLESS_PLAYER does the same',
}
export const LEVEL_HELP =
  'LEVEL is an id ("controller-everybody-knows"), a number ("1.3"), or a path to a level file.'

/** A configuration of a level. */
export const CONFIGURATION_FLAGS: readonly Flag[] = [
  { name: 'set', value: 'K=V', many: true, text: 'change a knob, e.g. files.disk.controller=virtio-blk' },
  {
    name: 'moves',
    value: 'FILE',
    text: 'moves from a file, one "set KEY VALUE" a line; before any --set',
  },
]

/** Whose level it is. */
export const STUDENT_FLAGS: readonly Flag[] = [
  { name: 'assignment', value: 'FILE', text: "a student's level of this assignment; with --student" },
  { name: 'student', value: 'ID', text: 'whose variant, save and code it is' },
  { name: 'name', value: 'NAME', text: 'your name, where the assignment asks for it' },
]

/** How a screen looks that nobody sits before. */
export const PICTURE_FLAGS: readonly Flag[] = [
  { name: 'size', value: 'COLUMNSxROWS', text: 'of the terminal; 120x40 if not said' },
  { name: 'palette', value: 'NAME', text: 'colours; standard if not said' },
  { name: 'ascii', text: 'letters and signs of ASCII only' },
  { name: 'out', value: 'FILE', text: 'write it to FILE; without it to stdout' },
]
