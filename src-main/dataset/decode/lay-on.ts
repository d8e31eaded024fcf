import type { Rgb } from '../../shared/contract/data.ts'

/** Lays RGBA pixels on a background; RGB, and whether anything of it shows. */
export function layOn(rgba: Uint8Array, background: Rgb): { rgb: Uint8Array; shows: boolean } {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  let shows = false
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    const alpha = rgba[from + 3]!
    shows ||= alpha < 255
    for (let channel = 0; channel < 3; channel++)
      rgb[to + channel] = Math.round(
        (rgba[from + channel]! * alpha + background[channel]! * (255 - alpha)) / 255,
      )
  }
  return { rgb, shows }
}
