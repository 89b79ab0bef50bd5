/** The second door of the rules: what an author's file needs. It loads zod, so it is opened only where such a file is read. */
export { levelJsonSchema } from './file/level-schema.ts'
export { type LevelContext, type ParsedLevel, parseChapter, parseLevel } from './file/parse-level.ts'
export { parseChapterTitles, parseTranslation, translationJsonSchema } from './file/translation-file.ts'
export { parseSandbox, sandboxFile } from './sandbox/sandbox-file.ts'
