/** Numbers as a person reads them: three significant digits, the unit that fits. */

let separator: ',' | '' = ','

/** What sets thousands apart from now on: a comma, or nothing where a comma begins a fraction. */
export function setThousands(sign: ',' | ''): void {
  separator = sign
}

/** `16,540`: a whole number. */
export function thousands(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, separator)
}

/** Three significant digits, without exponent. */
export function digits(value: number): string {
  const size = Math.abs(value)
  if (size >= 100) return thousands(value)
  if (size >= 10) return value.toFixed(1)
  return value.toFixed(2)
}

function scaled(value: number, steps: readonly (readonly [number, string])[]): string {
  for (const [size, unit] of steps) if (Math.abs(value) >= size) return `${digits(value / size)} ${unit}`
  const [size, unit] = steps[steps.length - 1]
  // Nothing is nothing exactly: no digit behind the point says more.
  if (value === 0) return `0 ${unit}`
  return `${digits(value / size)} ${unit}`
}

export function bytesPerSecond(value: number): string {
  return scaled(value, [
    [1e9, 'GB/s'],
    [1e6, 'MB/s'],
    [1e3, 'kB/s'],
    [1, 'B/s'],
  ])
}

export function perSecondText(value: number): string {
  return value >= 1e6
    ? `${digits(value / 1e6)} M/s`
    : value >= 1e4
      ? `${digits(value / 1e3)} k/s`
      : `${digits(value)} /s`
}

export function nanosText(value: number): string {
  return scaled(value, [
    [1e9, 's'],
    [1e6, 'ms'],
    [1e3, 'µs'],
    [1, 'ns'],
  ])
}

export function percent(value: number): string {
  return `${digits(value * 100)} %`
}

export function whole(value: number): string {
  return thousands(value)
}

export function memoryText(value: number): string {
  return scaled(value, [
    [1024 ** 3, 'GiB'],
    [1024 ** 2, 'MiB'],
    [1024, 'KiB'],
    [1, 'B'],
  ])
}
