/** The sandbox as a file: kept in the data folder, read from any level's file, written out for an author. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { stringify } from 'yaml'
import { sandboxFile as fileOf, parseSandbox } from '../game/author.ts'
import { newSandbox, offeredValues, type Sandbox } from '../game/index.ts'
import { plainLine } from '../text/index.ts'
import type { SandboxAnswer } from '../ui/outside.ts'
import { messageOf } from './fault.ts'
import { placed, printProblem, readYaml } from './level-file.ts'
import { sandboxFile } from './save-slot.ts'

const HEAD = `# A host from the sandbox of exitless, as the start of a level.
# "exitless check FILE" says what a level needs beyond this: its words, its references, its decoys.
# "exitless sandbox --host FILE" goes on from here.
`

function textOf(sandbox: Sandbox): string {
  const data = fileOf(sandbox, (key) => offeredValues(sandbox, key))
  return HEAD + stringify(JSON.parse(JSON.stringify(data)), { lineWidth: 100 })
}

function reason(fault: unknown): string {
  return plainLine(messageOf(fault))
}

/** The host of a file; a sentence, or several lines of them, where it has none. */
export function readSandbox(file: string): SandboxAnswer {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (fault) {
    return { problem: `${plainLine(file)} cannot be read: ${reason(fault)}` }
  }
  const yaml = readYaml(text, file)
  if ('problems' in yaml) return { problem: yaml.problems.map(printProblem).join('\n') }
  const parsed = parseSandbox(yaml.data)
  if ('sandbox' in parsed) return parsed
  return { problem: placed(parsed.problems, file, yaml).map(printProblem).join('\n') }
}

/** What was kept at the last visit, else a new one. */
export function keptSandbox(): SandboxAnswer {
  const file = sandboxFile()
  return existsSync(file) ? readSandbox(file) : { sandbox: newSandbox() }
}

/** Keeps it; a folder that cannot be written never stops the game. */
export function keepSandbox(sandbox: Sandbox): void {
  try {
    mkdirSync(dirname(sandboxFile()), { recursive: true })
    writeFileAtomic.sync(sandboxFile(), textOf(sandbox))
  } catch {
    // The progress tells of such a folder already.
  }
}

/** Writes a file of a new name into the folder that one plays in. Says where. */
export function writeSandbox(sandbox: Sandbox): string {
  for (let number = 1; number < 1000; number++) {
    const file = resolve(number === 1 ? 'my-level.yaml' : `my-level-${number}.yaml`)
    try {
      writeFileSync(file, textOf(sandbox), { flag: 'wx' })
      return `written as ${plainLine(relative(process.cwd(), file))}`
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') return `not written: ${reason(fault)}`
    }
  }
  return 'not written: there are a thousand such files here already'
}
