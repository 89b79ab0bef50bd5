/** The line mode at a real terminal: from a screen that is too small, and its ways out. */
import { afterEach, describe, expect, it } from 'vitest'
import { type OpenTerminal, openTerminal } from './terminal.ts'

const PATIENCE = 90_000

let terminal: OpenTerminal | undefined
afterEach(() => terminal?.close())

function open(args: readonly string[], columns = 80, rows = 24): OpenTerminal {
  terminal = openTerminal({ command: process.execPath, args: ['dist/exitless.cjs', ...args], columns, rows })
  return terminal
}

describe('at a terminal', { timeout: PATIENCE }, () => {
  it('a window that is too small leads to the line mode, in the same place and the same process', async () => {
    const { shows, press, alternate, exited, cursorShown } = open(['play', '1.1'], 60, 20)
    await shows('l line mode')
    press('l')
    await shows('the map of the levels')
    expect(alternate()).toBe(false)
    press('next\r')
    await shows('Run 2.')
    for (const line of terminal!.lines()) expect(line.length).toBeLessThan(60)
    press('\u0004')
    expect((await exited).code).toBe(0)
    expect(cursorShown()).toBe(true)
  })

  it('writes no code at all: nothing is drawn, moved or cleared', async () => {
    const { shows, press, received, exited } = open(['--line'])
    await shows('the map of the levels')
    press('path\r')
    await shows('type all')
    press('quit\r')
    expect((await exited).code).toBe(0)
    expect(received()).not.toContain('\u001b')
  })

  it('Ctrl+C leaves with 130', async () => {
    const { shows, press, exited } = open(['--line'])
    await shows('> ')
    press('\u0003')
    expect((await exited).code).toBe(130)
  })
})
