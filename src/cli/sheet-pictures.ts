/** The pictures of a sheet: the host and the path of a request as the bench draws them, without a number that is asked for. */
import type { SheetPicture } from '../classroom/sheet-blocks.ts'
import type { Level } from '../game/index.ts'
import type { Run } from '../machine/index.ts'
import { machineLine } from '../text/machine-text.ts'
import { plainLine } from '../text/plain.ts'
import { words } from '../text/ui-words.ts'
import { asciiCells } from '../ui/looks/glyphs.ts'
import { type Block, type Line, lineWidth, slice } from '../ui/looks/line.ts'
import { PALETTES } from '../ui/looks/palettes.ts'
import { papersOf } from '../ui/looks/theme.ts'
import { svgOf } from '../ui/picture/svg.ts'
import { hostLines } from '../ui/widgets/host-diagram.ts'
import { fieldsFor } from '../ui/widgets/ladder.ts'
import { pathLines } from '../ui/widgets/path.ts'
import { foldRungs, rungsOf } from '../ui/widgets/rungs.ts'

const HOST_WIDTH = 88
const PATH_WIDTH = 90
/** Rows of a path; what is longer is folded. */
const PATH_ROWS = 24
/** More than any picture has. */
const TALL = 60

export function sheetPictures(level: Level, run: Run): readonly SheetPicture[] {
  const flow = Math.max(
    0,
    run.flows.findIndex(({ id }) => id === level.focus),
  )
  if (run.flows[flow] === undefined) return []
  return [hostPicture(level, run, flow), pathPicture(run, flow)]
}

function textOf(parts: Line): string {
  return parts.map(({ text }) => text).join('')
}

function pictureOf(block: Block, alt: string, caption: string): SheetPicture {
  const svg = svgOf(block, { looks: PALETTES.light, ...papersOf('light'), title: alt })
  const text = block.map((parts) => asciiCells(textOf(parts)).trimEnd()).join('\n')
  return { svg: forBothGrounds(svg), text, alt, caption }
}

/** How busy a thread or a core is, is measured: a sheet asks for such numbers. */
function withoutShares(parts: Line): Line {
  const named = (threads: string) => threads.replace(/ \d+ %/g, '').padEnd(threads.length)
  return parts.map((one) => ({ ...one, text: one.text.replace(/\S+(?: \S+)* \d+ %/g, named) }))
}

function hostPicture(level: Level, run: Run, flow: number): SheetPicture {
  const isCores = (parts: Line) => textOf(parts).startsWith(` ${words.pictures.coresAt} `)
  const lines = hostLines({ run, flow, at: 0, width: HOST_WIDTH, height: TALL })
    .filter((parts) => !isCores(parts))
    .map(withoutShares)
  // What stands under the picture is where requests wait: it is read off the run.
  const end = lines.findIndex((parts) => textOf(parts).trim() === '')
  const lanes = level.host.guests.flatMap(({ id, devices }) =>
    devices.map(({ id: device, controller, backing }) => {
      const name = `${id}.${device}`
      return backing === undefined || backing === ''
        ? words.sheet.laneAlone(name, controller)
        : words.sheet.lane(name, controller, backing)
    }),
  )
  const alt = words.sheet.hostAlt(
    words.sheet.level(level.number, level.title),
    lanes.join('; '),
    words.pictures.modes[level.host.iommu.mode],
  )
  return pictureOf(end < 0 ? lines : lines.slice(0, end), plainLine(alt), words.sheet.hostCaption)
}

/** The ladder with what happens at each step, and neither how often nor how long. */
function pathPicture(run: Run, flow: number): SheetPicture {
  const { id, path } = run.flows[flow]
  const { columns, label } = fieldsFor(PATH_WIDTH)
  const lines = pathLines({
    run,
    before: undefined,
    flow,
    row: -1,
    violated: -1,
    perMebibyte: false,
    width: PATH_WIDTH,
    height: PATH_ROWS + 1,
    scroll: 0,
    bare: true,
  })
  const steps = foldRungs(rungsOf(path, undefined), PATH_ROWS).map(({ text }) => machineLine(text))
  const name = plainLine(id)
  const drawn = lines.map((parts) => slice(parts, 0, Math.min(lineWidth(parts), columns.width + label)))
  return pictureOf(drawn, words.sheet.pathAlt(name, steps.join(', ')), words.sheet.pathCaption(name))
}

/** Light colours and those that a dark ground has instead. */
function colorPairs(): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  for (const [style, { rgb }] of Object.entries(PALETTES.light)) {
    const dark = PALETTES.standard[style as keyof typeof PALETTES.standard].rgb
    if (rgb !== undefined && dark !== undefined) pairs.set(`#${rgb}`, `#${dark}`)
  }
  const [light, dark] = [papersOf('light'), papersOf('standard')]
  return pairs.set(light.paper, dark.paper).set(light.text, dark.text)
}

/** Each colour of a picture gets a class: the page's style says what it is on a dark ground. */
function forBothGrounds(svg: string): string {
  return svg.replace(/ (fill|stroke)="#([0-9a-f]{6})"/g, (found, kind: string, rgb: string) => {
    return `${found} class="${kind[0]}${rgb}"`
  })
}

/** Style of the pictures on a dark ground; on paper they stay as they are. */
export function pictureStyle(): string {
  const rules = [...colorPairs()].map(([light, dark]) => {
    const name = light.slice(1)
    return `.f${name}{fill:${dark}}.s${name}{stroke:${dark}}`
  })
  return `@media screen and (prefers-color-scheme:dark){${rules.join('')}}\n`
}
