/** `exitless shot LEVEL`: a screen as a picture. */
import { plainLine } from '../../text/plain.ts'
import { svgOf } from '../../ui/picture/svg.ts'
import { frameOf } from '../../ui/screens/index.ts'
import { looksOf, papersOf, themeOf } from '../../ui/theme.ts'
import { textOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { hostAfter, movesOf } from '../configuration.ts'
import { DONE } from '../exit-codes.ts'
import { poseOf, timeOf } from '../headless.ts'
import { levelNamed } from '../levels.ts'
import { posed } from '../poses.ts'
import { sayOrKeep } from '../streams.ts'

export async function perform(input: Input): Promise<number> {
  const pose = poseOf(input)
  const level = await levelNamed(input.positionals[0])
  const moves = movesOf(input)
  hostAfter(level, moves)
  const screen = textOf(input, 'screen') ?? 'bench'
  const at = timeOf(input, 'at')
  const game = posed(level, moves, screen, pose)
  if (at !== undefined) game.store.send({ kind: 'seek', at })
  game.press(...(textOf(input, 'keys')?.split(',') ?? []))
  const { columns, rows, settings, environment } = pose
  const theme = themeOf(settings, environment)
  const { block } = frameOf(game.store.read(), { columns, rows, theme })
  const title = `exitless, ${level.number} ${plainLine(level.title)}: ${screen}`
  const ascii = theme.ascii
  sayOrKeep(
    input,
    svgOf(block, { looks: looksOf(settings.palette), ...papersOf(settings.palette), title, ascii }),
  )
  return DONE
}
