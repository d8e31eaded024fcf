export interface CaptionBox {
  readonly left: number
  readonly width: number
  /** 0: the row right under the blocks. */
  readonly tier: number
}

/** Widths in pixels of a line at the caption's size: Chinese characters are as wide as high, Latin ones about half. */
export function textWidth(text: string, fontSize: number): number {
  let width = 0
  for (const character of text) width += character > '\u2e7f' ? 1 : 0.58
  return Math.ceil(width * fontSize)
}

/**
 * Puts captions of the given widths under their blocks' centres (in order of x), inside `total`; one that would touch
 * its neighbour goes a tier lower.
 */
export function placeCaptions(
  captions: readonly { centre: number; width: number }[],
  total: number,
  gap: number,
): readonly CaptionBox[] {
  const ends: number[] = []
  return captions.map(({ centre, width }) => {
    const left = Math.max(0, Math.min(total - width, centre - width / 2))
    const free = ends.findIndex(end => end + gap <= left)
    const tier = free < 0 ? ends.length : free
    ends[tier] = left + width
    return { left, width, tier }
  })
}
