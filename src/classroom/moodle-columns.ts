/** Columns of Moodle's grading worksheet, English and German, and of lists that it imports. */

/** As English Moodle writes them, and what else they are called, in lower case. */
const NAMES = {
  Identifier: ['identifier', 'teilnehmer-id'],
  'Full name': ['full name', 'vollständiger name', 'name'],
  'ID number': ['id number', 'idnumber', 'id-nummer'],
  'Email address': ['email address', 'e-mail-adresse', 'email', 'e-mail'],
  Grade: ['grade', 'bewertung'],
  'Maximum grade': ['maximum grade', 'bestwertung', 'maximalbewertung'],
  'Feedback comments': ['feedback comments', 'feedback als kommentar'],
} as const

export type MoodleColumn = keyof typeof NAMES

/** What a heading is to Moodle; undefined: nothing that is filled in here. */
export function roleOf(heading: string): MoodleColumn | undefined {
  const low = heading.trim().toLowerCase()
  return (Object.keys(NAMES) as MoodleColumn[]).find((name) =>
    (NAMES[name] as readonly string[]).includes(low),
  )
}

/** Is it the heading of German Moodle's worksheet, in lower case? */
export function isGerman(low: readonly string[]): boolean {
  return (
    low.includes('bewertung') && ['bestwertung', 'feedback als kommentar'].some((name) => low.includes(name))
  )
}

/** Columns that Moodle knows a student by, as an error names them. */
export const MOODLE_KEYS: readonly MoodleColumn[] = ['Identifier', 'ID number', 'Email address']
