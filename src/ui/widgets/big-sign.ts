/** Met or not, large enough to be seen from the last row: three rows of five cells. */
const MET = ['   █▀', '▄ █▀ ', '▀█▀  ']
const MISSED = ['▀▄ ▄▀', '  █  ', '▄▀ ▀▄']
const MET_ASCII = ['    /', '\\  / ', ' \\/  ']
const MISSED_ASCII = ['\\   /', '  X  ', '/   \\']

export function bigSign(met: boolean, ascii: boolean): readonly string[] {
  if (ascii) return met ? MET_ASCII : MISSED_ASCII
  return met ? MET : MISSED
}
