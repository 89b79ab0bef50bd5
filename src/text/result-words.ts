/** Words around the result code of a level: on the debrief, in the palette, in the line mode. */
export const resultWords = {
  name: 'code',
  keys: 'y copies it, s saves it to a file',
  copied: (number: string) => `result code of ${number} sent to the terminal's clipboard, if it takes OSC 52`,
  saved: (file: string) => `result code written to ${file}`,
  notSaved: (reason: string) => `result code not written: ${reason}`,
  tooMany: 'there are a thousand such files here already',
  /** Nothing can save it: a picture, a test. */
  nowhere: 'result code not written: there is no folder here',
  none: 'a result code is there once a run has met all goals',
  copy: 'copy the result code',
  copyAbout: "sends the code of this level's best run to the terminal's clipboard",
  save: 'save the result code',
  saveAbout: "writes the code of this level's best run to a file where exitless was started",
  said: (number: string) => `Result code of ${number}, for your best run:`,
  how: 'Type code copy for the clipboard, code save for a file.',
  copyWord: 'copy',
  saveWord: 'save',
} as const
