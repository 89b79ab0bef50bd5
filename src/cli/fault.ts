/** A fault of ours: one sentence for the player, the details in a file beside the save file. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dataFolder } from './data-folder.ts'
import { VERSION } from './version.ts'

/** What a fault says of itself. */
export function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault)
}

function details(fault: unknown): string {
  const stack = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  const machine = `exitless ${VERSION}, Node ${process.versions.node}, ${process.platform} ${process.arch}`
  return `${machine}\nexitless ${process.argv.slice(2).join(' ')}\n\n${stack}\n`
}

/** Writes the details down and says what happened and where to report it. Never throws. */
export function faultSentence(fault: unknown): string {
  const what = `a fault of exitless, not of yours: ${messageOf(fault).split('\n')[0]}`
  const file = join(dataFolder(), 'fault.txt')
  try {
    mkdirSync(dataFolder(), { recursive: true })
    writeFileSync(file, details(fault))
    return `${what}. Please report it as the README says under "Reporting", with ${file}`
  } catch {
    return `${what}. Please report it as the README says under "Reporting", with this:\n${details(fault)}`
  }
}
