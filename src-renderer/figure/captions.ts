export const captionSize = 12
export const captionLine = 16

/** Widths in pixels of a line at the caption's size: Chinese characters are as wide as high, Latin ones about half. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += character > '\u2e7f' ? 1 : 0.58
  return Math.ceil(width * captionSize)
}
