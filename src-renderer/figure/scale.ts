/**
 * The figure's one rule, which its legend states: sides grow with the square root of height and width, depths and bars
 * with the logarithm of channels and units. True lengths would make VGG's 7 x 7 maps a dot beside its 224 x 224 input.
 * `unit` is the drawn side of a map of 1 x 1, in pixels; `thickness` how much of it a depth takes for each doubling of the channels.
 */
export function figureScale(unit: number, thickness: number = thicknesses.most) {
  return {
    side: (length: number) => unit * Math.sqrt(length),
    depth: (channels: number) => thickness * unit * Math.log2(1 + channels),
    bar: (units: number) => 0.7 * unit * Math.log2(1 + units),
  }
}

export type FigureScale = ReturnType<typeof figureScale>

/** A long network is drawn in thinner slices before it is drawn smaller. */
export const thicknesses = { least: 0.12, most: 0.4 }

/** Cabinet projection: the receding edge is drawn at half its length and 30 degrees. */
export const recede = (side: number) => ({
  x: 0.5 * side * Math.cos(Math.PI / 6),
  y: 0.5 * side * Math.sin(Math.PI / 6),
})
