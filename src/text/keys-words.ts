/** Words of typing to find, of the palette, of copying and of the mouse. */
export const keysWords = {
  find: {
    prompt: 'knob',
    none: 'no knob has these letters',
    matches: (place: number, of: number) => `${place} of ${of}`,
    keys: '↑↓ next   Enter stays   Esc back',
  },
  palette: {
    title: 'Command',
    of: (shown: number, all: number) => `${shown} of ${all}`,
    none: 'nothing here has these letters',
    unreadable: 'a move is written: set KEY VALUE',
    note: 'a move typed here is the move in the log and in a save file',
    noteElsewhere: 'type a part of a name; set KEY VALUE, on a bench, makes a move',
    whole: (keys: string) => `the key in full: ${keys}`,
    term: (text: string) => `term: ${text}`,
    number: (text: string) => `number: ${text}`,
    cost: (subject: string) => `cost: ${subject}`,
    now: 'as it is now',
    isNow: (what: string) => (what === '' ? 'as it is now' : `as it is now: ${what}`),
    panel: (name: string) => `panel ${name}`,
    toPanel: 'shows this panel',
    setting: (name: string, value: string) => `setting ${name}: ${value}`,
    level: { passed: '✔ passed', open: '○ open', closed: '·' },
  },
  help: {
    type: 'Type to find a key or a word:',
    none: 'no key and no word here has these letters',
  },
  copy: {
    sent: (what: string, lines: number) =>
      `${what}: ${lines} ${lines === 1 ? 'line' : 'lines'} sent to the terminal's clipboard, if it takes OSC 52`,
    cut: (what: string, lines: number) => `${what}: only its first ${lines} lines fit and were sent`,
    screen: 'screen',
  },
  reset: 'the level as it starts; r (redo) brings your changes back, one by one',
  removeAgain: (part: string) =>
    `Del again takes ${part} away, with everything in it; nothing brings it back`,
} as const
