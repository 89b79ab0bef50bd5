/** The version in package.json, put in by the build. */
declare const __VERSION__: string
export const VERSION: string = typeof __VERSION__ === 'string' ? __VERSION__ : '0.0.0'

/** A hash of the sources of the simulation, put in by the build: numbers of two models do not belong together. */
declare const __MODEL__: string
export const MODEL: string = typeof __MODEL__ === 'string' ? __MODEL__ : 'sources'
