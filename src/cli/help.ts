/** The help texts, made from the table of commands. */

import type { Command } from './command.ts'
import { COMMANDS } from './commands.ts'

const COLUMN = 40

/** Two columns; a left part that is too long gets a line of its own. */
function row(left: string, right: string): string {
  const indented = `  ${left}`
  if (indented.length < COLUMN - 1) return indented.padEnd(COLUMN) + right
  return `${indented}\n${' '.repeat(COLUMN)}${right}`
}

export function overallHelp(): string {
  return [
    'exitless: a game in the terminal about how a virtual machine reaches a disk or a network card.',
    '',
    'usage',
    row('exitless', 'play: where you left off; the first time, level 1.1'),
    row('exitless --line', 'the same by sentences and numbers, without a screen'),
    ...COMMANDS.map((command) => row(['exitless', command.name, ...command.takes].join(' '), command.text)),
    row('exitless --help', 'this text; exitless COMMAND --help has the flags'),
    row('exitless --version', 'the version'),
    row('exitless ... --lang en|de', 'speak English or German; anywhere in the line'),
    '',
    'exit codes',
    '  0 done, goals met   1 goals not met, or problems found   2 wrong use, or no terminal',
    '  70 a fault of exitless   130 Ctrl+C',
    '',
    'environment',
    row('EXITLESS_DATA', 'folder of the save file'),
    row('EXITLESS_PLAYER', 'whose save it is: a player of this machine'),
    row('EXITLESS_LANG', 'en or de; else the setting, else LC_ALL, LC_MESSAGES, LANG'),
    row('NO_COLOR, FORCE_COLOR', 'without colour, or with'),
    row('EXITLESS_ASCII=1', 'no drawing characters beyond ASCII'),
    row('EXITLESS_REDUCED_MOTION=1', 'nothing moves by itself'),
    row('INK_SCREEN_READER=true', 'every screen as sentences, for screen readers'),
    '',
  ].join('\n')
}

export function commandHelp(command: Command): string {
  const lines = [
    `usage: ${['exitless', command.name, ...command.takes].join(' ')}${command.flags.length > 0 ? ' [FLAG]...' : ''}`,
  ]
  lines.push('', command.text)
  if (command.more !== undefined) lines.push('', ...command.more)
  if (command.flags.length > 0) lines.push('', 'flags')
  for (const flag of command.flags) {
    const left = flag.value === undefined ? `--${flag.name}` : `--${flag.name} ${flag.value}`
    lines.push(row(left, flag.many === true ? `${flag.text} (may be repeated)` : flag.text))
  }
  lines.push('')
  return lines.join('\n')
}
