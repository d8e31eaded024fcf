export const captionSize = 12
export const captionLine = 16

/** Width in pixels of a line as the widest of the usual fonts draws it: Chinese characters are as wide as high. */
function textWidth(text: string, bold = false): number {
  let width = 0
  for (const character of text) width += character > '\u2e7f' ? 1 : bold ? 0.7 : 0.64
  return Math.ceil(width * captionSize)
}

/** The first line is the name, in bold type. */
export const captionWidth = (lines: readonly string[]) =>
  Math.max(0, ...lines.map((line, index) => textWidth(line, index === 0)))
