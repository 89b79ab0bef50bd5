/** A folder of scenarios and count tables: test/validation in the sources, one document beside the bundle. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CountTables, parseScenario, type Scenario } from '../validation/index.ts'
import { type FileProblem, placed, readYaml } from './level-file.ts'

/** What the build lays beside the bundle: data as it stands in the files. */
export interface Validation {
  readonly format: 1
  readonly scenarios: readonly unknown[]
  readonly tables: CountTables
  /** Causes of counts that are not met, by row. */
  readonly causes: Readonly<Record<string, string>>
}

interface ReadScenario {
  readonly scenario: Scenario
  readonly data: unknown
  readonly problems?: undefined
}

export type ScenarioFile = ReadScenario | { readonly problems: readonly FileProblem[] }

/** A scenario from the text of its file, which is only named here. */
export function parseScenarioFile(text: string, file: string): ScenarioFile {
  const yaml = readYaml(text, file)
  if ('problems' in yaml) return yaml
  const parsed = parseScenario(yaml.data)
  if (parsed.problems !== undefined) return { problems: placed(parsed.problems, file, yaml) }
  return { scenario: parsed.scenario, data: yaml.data }
}

/** @param causes of counts that are not met, by row */
export function readScenarioFolder(
  folder: string,
  causes: Validation['causes'],
):
  | { readonly validation: Validation; readonly scenarios: readonly Scenario[] }
  | { readonly problems: readonly FileProblem[] } {
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort(new Intl.Collator('en', { numeric: true }).compare)
    .map((name) => join(folder, name))
  const read = files.map((file) => parseScenarioFile(readFileSync(file, 'utf8'), file))
  const problems = read.flatMap((one) => one.problems ?? [])
  if (problems.length > 0) return { problems }
  const fine = read.filter((one): one is ReadScenario => one.problems === undefined)
  return {
    scenarios: fine.map((one) => one.scenario),
    validation: {
      format: 1,
      scenarios: fine.map((one) => one.data),
      tables: {
        traps: readFileSync(join(folder, 'qemu-traps.csv'), 'utf8'),
        iommu: readFileSync(join(folder, 'qemu-iommu.csv'), 'utf8'),
      },
      causes,
    },
  }
}
