/** Numbers, sizes and times as the sentences of one language write them. */
export function formats(locale: string) {
  const integer = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const decimals = [0, 1, 2, 3, 4].map(
    digits => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  )
  const compact = new Intl.NumberFormat(locale, {
    notation: 'compact',
    minimumSignificantDigits: 3,
    maximumSignificantDigits: 3,
  })
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return {
    count: (value: number) => integer.format(value),
    /** From a million on three digits, then M or 万: for a first idea of the number. */
    compact: (value: number) => (value < 1e6 ? integer : compact).format(value),
    /** A dash for what was not measured. */
    decimal: (value: number | null, digits: 0 | 1 | 2 | 3 | 4) =>
      value === null ? '–' : decimals[digits]!.format(value),
    percent: (fraction: number | null, digits: 0 | 1 | 2 = 1) =>
      fraction === null ? '–' : `${decimals[digits]!.format(100 * fraction)} %`,
    /** Two digits, wherever the point is; 1e-7 where there would be many zeros. */
    rate: (value: number) => String(Number(value.toPrecision(2))),
    bytes: (value: number) => scaled(value, 1000, ['B', 'kB', 'MB', 'GB', 'TB']),
    dateTime: (iso: string) => dateTime.format(new Date(iso)),
  }

  function scaled(value: number, step: number, units: readonly string[]): string {
    let index = 0
    while (value >= step && index < units.length - 1) {
      value /= step
      index++
    }
    return `${decimals[value < 10 && index > 0 ? 1 : 0]!.format(value)} ${units[index]}`
  }
}
