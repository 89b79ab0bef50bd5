/** What a player prefers; kept with the progress, never part of a level. */
export interface Settings {
  readonly color: 'auto' | 'none' | '16' | 'full'
  readonly palette: 'auto' | 'standard' | 'light' | 'distinct' | 'contrast'
  readonly glyphs: 'auto' | 'unicode' | 'ascii'
  readonly plot: 'braille' | 'blocks'
  /** Whether the terminal is asked to report the mouse. */
  readonly mouse: 'off' | 'on'
  readonly motion: 'auto' | 'full' | 'reduced'
  /** Path per request, or per MiB. */
  readonly path: 'request' | 'mib'
  /** Of the texts; `auto`: as the command line, the environment or the system says. */
  readonly language: 'auto' | 'en' | 'de'
}

/** Every value that a setting can have; the first is the default. */
export const SETTING_VALUES = {
  color: ['auto', 'none', '16', 'full'],
  palette: ['auto', 'standard', 'light', 'distinct', 'contrast'],
  glyphs: ['auto', 'unicode', 'ascii'],
  plot: ['braille', 'blocks'],
  motion: ['auto', 'full', 'reduced'],
  mouse: ['off', 'on'],
  path: ['request', 'mib'],
  language: ['auto', 'en', 'de'],
} as const satisfies { readonly [Name in keyof Settings]: readonly Settings[Name][] }

export const defaultSettings: Settings = {
  color: 'auto',
  palette: 'auto',
  glyphs: 'auto',
  plot: 'braille',
  motion: 'auto',
  mouse: 'off',
  path: 'request',
  language: 'auto',
}

/** Settings from unknown data: what is not understood falls back to the default. */
export function parseSettings(data: unknown): Settings {
  if (typeof data !== 'object' || data === null) return defaultSettings
  const given = data as Record<string, unknown>
  const known = Object.entries(SETTING_VALUES).flatMap(([name, values]) => {
    const value = given[name]
    return (values as readonly unknown[]).includes(value) ? [[name, value]] : []
  })
  return { ...defaultSettings, ...Object.fromEntries(known) }
}
