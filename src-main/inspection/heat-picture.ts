import type { Shape } from '../shared/architecture/spec.ts'

/** Orange that stands out from grey pictures and from most colours, red to blue. */
const hot = [255, 96, 16] as const
/** How much of the picture the hottest place covers. */
const most = 0.8
/** Sides are enlarged to at least so many pixels. */
const leastSide = 256

/**
 * The picture (uint8, height x width x channels) with the heat over it (height x width, at least 0; its largest value is the hottest), as RGB; small
 * ones are enlarged by a whole factor.
 */
export function heatOver(
  pixels: Uint8Array,
  { height, width, channels }: Shape,
  heat: Float32Array,
): { readonly pixels: Uint8Array; readonly shape: Shape } {
  const factor = Math.ceil(leastSide / Math.max(height, width))
  const shape = { height: height * factor, width: width * factor, channels: 3 }
  const hottest = heat.reduce((largest, value) => Math.max(largest, value), 0)
  const drawn = new Uint8Array(shape.height * shape.width * 3)
  for (let place = 0; place < drawn.length; place++) {
    const [pixel, channel] = [Math.floor(place / 3), place % 3]
    const row = Math.floor(Math.floor(pixel / shape.width) / factor)
    const source = row * width + Math.floor((pixel % shape.width) / factor)
    const value = pixels[source * channels + (channels === 1 ? 0 : channel)]!
    const cover = hottest > 0 ? (most * heat[source]!) / hottest : 0
    drawn[place] = Math.round(value * (1 - cover) + hot[channel]! * cover)
  }
  return { pixels: drawn, shape }
}
