/** Wide and full-width characters of Unicode's East Asian Width (UAX 11): a terminal gives each two cells. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu
/** Marks on the character before them, and what is not seen. */
const none = /[\p{Mn}\p{Me}\p{Cf}]/gu

/** Cells that a text takes in a terminal. */
export function textWidth(text: string): number {
  const seen = text.replace(none, '')
  return [...seen].length + (seen.match(wide)?.length ?? 0)
}

export const padRight = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)))

export const padLeft = (text: string, width: number): string =>
  ' '.repeat(Math.max(0, width - textWidth(text))) + text
