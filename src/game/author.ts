/** The second door of the rules: what an author's file needs. It loads zod, so it is opened only where such a file is read. */
export { levelJsonSchema } from './level-schema.ts'
export { type LevelContext, type ParsedLevel, parseChapter, parseLevel } from './parse-level.ts'
export { parseSandbox, sandboxFile } from './sandbox-file.ts'
export { parseChapterTitles, parseTranslation, translationJsonSchema } from './translation-file.ts'
