/** Columns of text, aligned. */

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
}

/** Lines of a table with a heading; the last column is not padded. Cells are taken as they are. */
export function tableLines(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const heading = columns.map((column) => column.title)
  const widths = columns.map((_, index) =>
    [heading, ...rows].reduce((most, row) => Math.max(most, [...row[index]].length), 0),
  )
  return [heading, ...rows].map((row) =>
    row
      .map((cell, index) => {
        const gap = ' '.repeat(widths[index] - [...cell].length)
        return columns[index].align === 'right' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd(),
  )
}

/** The text in lines of at most so many characters. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return line === '' ? lines : [...lines, line]
}

/** `1.2 µs`, `3.41 ms`: three digits that matter. */
export function nanosText(nanos: number): string {
  if (nanos < 1000) return `${Number(nanos.toPrecision(3))} ns`
  if (nanos < 999_500) return `${Number((nanos / 1e3).toPrecision(3))} µs`
  if (nanos < 999_500_000) return `${Number((nanos / 1e6).toPrecision(3))} ms`
  return `${Number((nanos / 1e9).toPrecision(3))} s`
}

/** `4 KiB`, `1 MiB`, `1514 B`. */
export function bytesText(bytes: number): string {
  if (bytes >= 1 << 20 && bytes % (1 << 18) === 0) return `${bytes / (1 << 20)} MiB`
  if (bytes >= 1024 && bytes % 256 === 0) return `${bytes / 1024} KiB`
  return `${bytes} B`
}

/** `12.5 %`: a share, 0 to 1, as commands say it. */
export function shareText(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}
