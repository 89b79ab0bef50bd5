/**
 * Whose a file is by the name that a learning platform gives it in a download of all submissions. Moodle: a folder, or the
 * beginning of a file's name, `Full Name_1234567_assignsubmission_file`. Canvas: `surnamefirstname_12345_67890_name.txt`,
 * with `LATE` after the name where it is, `…_12345_text.html` for what was typed, `anon_a1b2c_67890_…` where names are hidden.
 */

export interface LmsName {
  readonly lms: 'moodle' | 'canvas'
  /** As it stands there: `Ada Lovelace`, `lovelaceada`; empty where the platform hides it. */
  readonly name: string
  /** The platform's own number of the participant (Moodle) or user (Canvas). */
  readonly id: string
  readonly late: boolean
}

const MOODLE = /^(.{1,200})_(\d{1,20})_assignsubmission_[a-z]{1,40}(?:_|$)/s
const CANVAS =
  /^([\p{Ll}\p{Lo}\p{Lm}\p{M}\p{N}-]{1,200})_(LATE_)?(\d{1,20})_(?:\d{1,20}_|(?:text|link)\.html$)/u
const CANVAS_HIDDEN = /^(LATE_)?anon_([A-Za-z0-9]{1,40})_(?:\d{1,20}_|(?:text|link)\.html$)/

function nameIn(segment: string): LmsName | undefined {
  const moodle = MOODLE.exec(segment)
  if (moodle !== null) return { lms: 'moodle', name: moodle[1].trim(), id: moodle[2], late: false }
  const hidden = CANVAS_HIDDEN.exec(segment)
  if (hidden !== null) return { lms: 'canvas', name: '', id: hidden[2], late: hidden[1] !== undefined }
  const canvas = CANVAS.exec(segment)
  if (canvas === null || !/\p{L}/u.test(canvas[1])) return undefined
  return { lms: 'canvas', name: canvas[1], id: canvas[3], late: canvas[2] !== undefined }
}

/**
 * The outermost name in a path below what was asked for (a student may pack what he likes into his own archive), else in the
 * name of what was asked for.
 * @param path with `/` between its parts, archives among them; the first part is what was asked for
 */
export function lmsName(path: string): LmsName | undefined {
  const [asked, ...below] = path.split('/')
  for (const segment of [...below, asked]) {
    const name = nameIn(segment)
    if (name !== undefined) return name
  }
  return undefined
}

/** Whose a file may be where no platform named it: its folder below what was asked for, else its own name without what is behind the dot. */
export function ownName(path: string): string {
  const parts = path.split('/')
  const name = parts.length > 2 ? parts[1] : parts[parts.length - 1]
  return name.replace(/\.[A-Za-z0-9]{1,8}$/, '')
}

/** The name that the student gave a file: what the platform put before it is left out. */
export function givenName(segment: string): string {
  const typed = /_\d{1,20}_((?:text|link)\.html)$/.exec(segment)
  if (typed !== null) return typed[1]
  if (CANVAS.test(segment) || CANVAS_HIDDEN.test(segment))
    return segment.replace(/^.*?_\d{1,20}_|^(?:LATE_)?anon_[A-Za-z0-9]+_\d+_/, '').replace(/^\d{1,20}_/, '')
  return segment.replace(/^.{1,200}_\d{1,20}_assignsubmission_[a-z]{1,40}_(?=.)/s, '')
}
