/** Where the save file lies: the system's folder for data of programs, or EXITLESS_DATA. */
import { resolve } from 'node:path'
import envPaths from 'env-paths'

export function dataFolder(): string {
  const own = process.env.EXITLESS_DATA
  if (own !== undefined && own !== '') return resolve(own)
  return envPaths('exitless', { suffix: '' }).data
}
