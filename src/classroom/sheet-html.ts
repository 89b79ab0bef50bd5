/** A sheet as one HTML page: no script, no file beside it, for paper and screen. Text is data, and always escaped. */
import { plain } from '../text/plain.ts'
import type { SheetBlock, SheetDocument, SheetPicture } from './sheet-blocks.ts'
import { webAddress } from './sheet-markdown.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function htmlText(text: string): string {
  return plain(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign])
}

const STYLE = `
:root{color-scheme:light dark;--ink:#1f2328;--soft:#59636e;--line:#8c959f;--paper:#fff;--fill:#f6f8fa;--mark:#0550ae}
@media screen and (prefers-color-scheme:dark){:root{--ink:#d3d7de;--soft:#9aa4af;--line:#59636e;--paper:#16181d;--fill:#1e2228;--mark:#6cb6ff}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:50rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.7rem;line-height:1.2}h2{font-size:1.4rem;border-bottom:2px solid var(--line);margin-top:3rem}h3{font-size:1.1rem;margin:1.6rem 0 .4rem}
ol>li{break-inside:avoid}h1,h2,h3{break-after:avoid}p,ul,ol,dl,figure{margin:.5rem 0}li,dd{margin-bottom:.25rem}dt{font-weight:600;float:left;clear:left;margin-right:.5em}dd{margin-left:0}
.quiet,figcaption{color:var(--soft);font-size:.9rem}a{color:var(--mark);overflow-wrap:anywhere}
pre,code{font-family:ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace}pre{padding:.6rem .8rem;background:var(--fill);border:1px solid var(--line);white-space:pre-wrap;overflow-wrap:anywhere}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.92rem}th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top}thead th{background:var(--fill)}tbody th{font-weight:500}tr{break-inside:avoid}
.tall td,.tall th{height:3.2rem}.frame{border:2px solid var(--line);padding:.4rem 1rem;margin:.8rem 0}h4{margin:1rem 0 .3rem;font-size:1rem;break-after:avoid}.fill{break-inside:avoid}
.choices{list-style:none;padding:0}.choices li::before{content:"";display:inline-block;width:.9em;height:.9em;border:1.5px solid currentColor;margin-right:.6em;vertical-align:-.1em}
.room span{color:var(--soft);font-size:.9rem}.room i{display:block;height:2rem;border-bottom:1px solid var(--line)}
.answer{border-left:3px solid var(--mark);padding-left:.7rem}figure{break-inside:avoid}figure svg{width:auto;height:auto;max-width:100%;max-height:24rem}
@media print{@page{margin:16mm}body{max-width:none;padding:0;font-size:10.5pt}h2{break-before:page;margin-top:0}h2:first-of-type{break-before:auto;margin-top:1rem}a{color:inherit;text-decoration:none}.wide{overflow:visible}}
`

function table(block: Extract<SheetBlock, { is: 'table' }>): string {
  const head = block.head.map((cell) => `<th scope="col">${htmlText(cell)}</th>`).join('')
  const rows = block.rows.map(([first, ...cells]) => {
    const rest = cells.map((cell) => `<td>${htmlText(cell)}</td>`).join('')
    return `<tr><th scope="row">${htmlText(first ?? '')}</th>${rest}</tr>`
  })
  const tall = block.tall === true ? ' class="tall"' : ''
  return `<div class="wide"><table${tall} aria-label="${htmlText(block.caption)}">\n<thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody></table></div>`
}

function room(label: string, lines: number): string {
  return `<div class="room"><span>${htmlText(label)}:</span>${'<i></i>'.repeat(lines)}</div>`
}

function list(items: readonly string[], kind = ''): string {
  return `<ul${kind}>\n${items.map((item) => `<li>${htmlText(item)}</li>`).join('\n')}\n</ul>`
}

function terms({ items }: Extract<SheetBlock, { is: 'terms' }>): string {
  const entries = items.map(({ word, text, link }) => {
    const address = webAddress(link)
    const more = address === undefined ? '' : ` <a href="${htmlText(address)}">${htmlText(address)}</a>`
    return `<dt>${htmlText(word)}</dt><dd>${htmlText(text)}${more}</dd>`
  })
  return `<dl>\n${entries.join('\n')}\n</dl>`
}

function picture({ svg, alt, caption }: SheetPicture): string {
  const element = svg.trim().replace('<svg ', `<svg aria-label="${htmlText(alt)}" `)
  return `<figure>\n${element}\n<figcaption>${htmlText(caption)}</figcaption>\n</figure>`
}

function questions({ label, items }: Extract<SheetBlock, { is: 'questions' }>): string {
  const entries = items.map(({ text, answer, lines }) => {
    const under =
      answer === undefined
        ? room(label, lines)
        : `<p class="answer"><strong>${htmlText(label)}</strong>: ${htmlText(answer)}</p>`
    return `<li><p>${htmlText(text)}</p>${under}</li>`
  })
  return `<ol>\n${entries.join('\n')}\n</ol>`
}

/** @param under the element of a heading: one lower in a part of a level */
function blockHtml(block: SheetBlock, under = 'h3'): string {
  switch (block.is) {
    case 'title':
      return `<h1>${htmlText(block.text)}</h1>`
    case 'level':
      return `<h2>${htmlText(block.text)}</h2>`
    case 'heading':
      return `<${under}>${htmlText(block.text)}</${under}>`
    case 'text':
      return `<p${block.quiet === true ? ' class="quiet"' : ''}>${htmlText(block.text)}</p>`
    case 'list':
      return list(block.items)
    case 'terms':
      return terms(block)
    case 'table':
      return table(block)
    case 'choices':
      return list(block.items, ' class="choices"')
    case 'room':
      return room(block.label, block.lines)
    case 'code':
      return `<pre><code>${htmlText(block.text)}</code></pre>`
    case 'picture':
      return picture(block.picture)
    case 'questions':
      return questions(block)
    case 'frame':
      return [
        `<div class="frame ${block.kind}">`,
        block.kind === 'part'
          ? `<h3>${htmlText(block.title)}</h3>`
          : `<p><strong>${htmlText(block.title)}</strong></p>`,
        ...block.blocks.map((one) => blockHtml(one, 'h4')),
        '</div>',
      ].join('\n')
  }
}

/** @param style of the pictures, beside the page's own */
export function sheetHtml({ title, language, blocks }: SheetDocument, style = ''): string {
  return [
    '<!doctype html>',
    `<html lang="${htmlText(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="generator" content="exitless">',
    `<title>${htmlText(title)}</title>`,
    `<style>${STYLE}${style}</style>`,
    '</head>',
    '<body>',
    '<main>',
    ...blocks.map((one) => blockHtml(one)),
    '</main>',
    '</body>',
    '</html>\n',
  ].join('\n')
}
