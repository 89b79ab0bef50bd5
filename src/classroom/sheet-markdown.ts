/** A sheet as Markdown (CommonMark with GitHub's tables). Text is data: nothing in it is read as markup. */
import { plain, plainLine } from '../text/plain.ts'
import type { SheetBlock, SheetDocument } from './sheet-blocks.ts'

/** Signs that mean something within a line. */
const MARKUP = /[\\`*_{}[\]<>#|~&]/g
/** … and what begins a list, a heading or a rule at its start. */
const OPENS = /^(\s*)([-+=]|\d+(?=[.)](?:\s|$)))/

/** A text on one line that Markdown shows as it is. */
export function markdownText(text: string): string {
  return plainLine(text)
    .trim()
    .replace(MARKUP, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : `\\${sign}`))
    .replace(OPENS, (_, blank: string, sign: string) =>
      /\d/.test(sign) ? `${blank}${sign}\\` : `${blank}\\${sign}`,
    )
}

/** A block of code that nothing in it ends. */
function code(text: string): string {
  const lines = plain(text).replace(/\n+$/, '')
  const longest = Math.max(2, ...[...lines.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${lines}\n${fence}`
}

/** Only addresses of the web become links. */
export function webAddress(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\/[^\s<>"'`\\^{|}]+$/.test(link) ? plainLine(link) : undefined
}

const RULE = '\n______________________________________________\n'

function room(label: string, lines: number): string {
  return `${markdownText(label)}:\n${RULE.repeat(lines)}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(markdownText).join(' | ')} |`
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n')
}

/** @param under signs of a heading: one more in a part of a level */
function blockText(block: SheetBlock, under = '###'): string {
  switch (block.is) {
    case 'title':
      return `# ${markdownText(block.text)}`
    case 'level':
      return `## ${markdownText(block.text)}`
    case 'heading':
      return `${under} ${markdownText(block.text)}`
    case 'text':
      return markdownText(block.text)
    case 'list':
      return block.items.map((item) => `- ${markdownText(item)}`).join('\n')
    case 'terms':
      return block.items
        .map(({ word, text, link }) => {
          const address = webAddress(link)
          return `- **${markdownText(word)}**: ${markdownText(text)}${address === undefined ? '' : ` <${address}>`}`
        })
        .join('\n')
    case 'table':
      return table(block.head, block.rows)
    case 'choices':
      return block.items.map((item) => `- [ ] ${markdownText(item)}`).join('\n')
    case 'room':
      return room(block.label, block.lines)
    case 'code':
      return code(block.text)
    case 'picture':
      return `${markdownText(block.picture.caption)}\n\n${code(block.picture.text)}`
    case 'questions':
      return block.items
        .map(({ text, answer, lines }, index) => {
          const asked = `${index + 1}. ${markdownText(text)}`
          return answer === undefined
            ? `${asked}\n\n${room(block.label, lines)}`
            : `${asked}\n\n   **${markdownText(block.label)}**: ${markdownText(answer)}`
        })
        .join('\n\n')
    case 'frame':
      return [
        block.kind === 'part' ? `### ${markdownText(block.title)}` : `**${markdownText(block.title)}**`,
        ...block.blocks.map((one) => blockText(one, '####')),
      ].join('\n\n')
  }
}

export function sheetMarkdown({ blocks }: SheetDocument): string {
  return `${blocks
    .map((one) => blockText(one))
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')}\n`
}
