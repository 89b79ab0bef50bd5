/** `exitless record LEVEL`: a run as an asciicast, version 2, for players of such files. */
import { plainLine } from '../../text/plain.ts'
import { TICK_MILLIS } from '../../ui/bench.ts'
import { paint } from '../../ui/looks/paint.ts'
import { themeOf } from '../../ui/looks/theme.ts'
import { frameOf } from '../../ui/screens/index.ts'
import { textOf } from '../arguments.ts'
import type { Input } from '../command.ts'
import { hostAfter, movesOf } from '../configuration.ts'
import { DONE } from '../exit-codes.ts'
import { type Headless, type Pose, poseOf, secondsOf } from '../headless.ts'
import { levelNamed } from '../levels.ts'
import { BENCH_WAYS, posed } from '../poses.ts'
import { sayOrKeep } from '../streams.ts'
import { VERSION } from '../version.ts'
import { WrongUse } from '../wrong-use.ts'

const CLEAR = '\u001B[?25l\u001B[2J'

/** Frames to the lines of a recording: of each only the lines that changed. */
class Cast {
  readonly #lines: string[]
  #shown: readonly string[] = []
  #millis = 0

  constructor(pose: Pose, title: string) {
    const { columns: width, rows: height } = pose
    const header = { version: 2, width, height, title, env: { TERM: 'xterm-256color' } }
    this.#lines = [JSON.stringify(header)]
  }

  frame(lines: readonly string[]): void {
    const changed = lines.flatMap((line, row) =>
      line === this.#shown[row] ? [] : [`\u001B[${row + 1};1H${line}`],
    )
    if (changed.length > 0) this.#put(`${this.#shown.length === 0 ? CLEAR : ''}${changed.join('')}`)
    this.#shown = lines
    this.#millis += TICK_MILLIS
  }

  #put(text: string): void {
    this.#lines.push(JSON.stringify([this.#millis / 1000, 'o', text]))
  }

  text(): string {
    // The last frame stands for as long as the others.
    return `${[...this.#lines, JSON.stringify([this.#millis / 1000, 'o', ''])].join('\n')}\n`
  }
}

export async function perform(input: Input): Promise<number> {
  const pose = poseOf(input)
  const seconds = secondsOf(input)
  const level = await levelNamed(input.positionals[0])
  const moves = movesOf(input)
  hostAfter(level, moves)
  const screen = textOf(input, 'screen') ?? 'path'
  if (!BENCH_WAYS.includes(screen))
    throw new WrongUse(`no panel "${screen}" of the bench; try ${BENCH_WAYS.join(', ')}`)
  const game = posed(level, [], screen, pose)
  const cast = new Cast(pose, `exitless ${VERSION}: ${level.number} ${plainLine(level.title)}`)
  playFor(game, cast, pose, seconds)
  for (const move of moves) {
    game.store.send({ kind: 'move', move })
    playFor(game, cast, pose, seconds)
  }
  sayOrKeep(input, cast.text())
  return DONE
}

/** Plays from where it stands, as the clock would. */
function playFor(game: Headless, cast: Cast, pose: Pose, seconds: number): void {
  const { columns, rows, settings, environment } = pose
  const theme = themeOf(settings, environment)
  if (game.store.read().bench?.playing === false) game.press('space')
  for (let millis = 0; millis < seconds * 1000; millis += TICK_MILLIS) {
    game.tick()
    cast.frame(paint(frameOf(game.store.read(), { columns, rows, theme }).block, theme))
  }
}
