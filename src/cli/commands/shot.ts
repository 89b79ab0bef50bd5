/** `exitless shot LEVEL`: a screen as a picture. */

import { suggestionOrAll } from '../../game/suggestion.ts'
import { plainLine } from '../../text/plain.ts'
import { KEY_NAMES } from '../../ui/keys/keys.ts'
import { looksOf, papersOf, themeOf } from '../../ui/looks/theme.ts'
import { svgOf } from '../../ui/picture/svg.ts'
import { frameOf } from '../../ui/screens/index.ts'
import { textOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { hostAfter, movesOf } from '../configuration.ts'
import { DONE } from '../exit-codes.ts'
import { poseOf, timeOf } from '../headless.ts'
import { levelNamed } from '../levels.ts'
import { posed, poseNow } from '../poses.ts'
import { sayOrKeep } from '../streams.ts'
import { nanosText } from '../table.ts'
import { WrongUse } from '../wrong-use.ts'

/** Names and single characters, `right,6`. @throws WrongUse */
function keysIn(text: string | undefined): readonly string[] {
  const keys = text?.split(',') ?? []
  for (const key of keys)
    if (!KEY_NAMES.includes(key) && [...key].length !== 1)
      throw new WrongUse(`--keys has no key "${plainLine(key)}"${suggestionOrAll(key, KEY_NAMES)}`)
  return keys
}

export async function perform(input: Input): Promise<number> {
  const pose = poseOf(input)
  const level = await levelNamed(input.positionals[0])
  const moves = movesOf(input)
  hostAfter(level, moves)
  const screen = textOf(input, 'screen') ?? 'bench'
  const at = timeOf(input, 'at')
  if (at !== undefined && at > level.duration)
    throw new WrongUse(
      `--at ${textOf(input, 'at')} is past the end: this run takes ${nanosText(level.duration)}`,
    )
  const keys = keysIn(textOf(input, 'keys'))
  const game = posed(level, moves, screen, pose)
  if (at !== undefined) game.store.send({ kind: 'seek', at })
  game.press(...keys)
  const { columns, rows, settings, environment } = pose
  const theme = themeOf(settings, environment)
  const { block } = frameOf(game.store.read(), { columns, rows, theme })
  const title = `exitless, ${level.number} ${plainLine(level.title)}: ${poseNow(game.store.read(), screen)}`
  const ascii = theme.ascii
  sayOrKeep(
    input,
    svgOf(block, { looks: looksOf(settings.palette), ...papersOf(settings.palette), title, ascii }),
  )
  return DONE
}
