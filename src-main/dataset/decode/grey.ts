/**
 * sRGB pixels as grey ones of the same luminance (IEC 61966-2-1; ITU-R BT.709, 3.2): added up in linear light, as libvips does, and not as the Y of
 * YCbCr, which would make the same picture another one in a JPEG than in a PNG.
 */
export function toGrey(rgb: Uint8Array): Uint8Array {
  const grey = new Uint8Array(rgb.length / 3)
  for (let to = 0, from = 0; to < grey.length; to++, from += 3) {
    const luminance =
      0.2126 * linear[rgb[from]!]! + 0.7152 * linear[rgb[from + 1]!]! + 0.0722 * linear[rgb[from + 2]!]!
    grey[to] = encoded[Math.round(luminance * fineness)]!
  }
  return grey
}

const fineness = 1 << 14

const linear = Float64Array.from({ length: 256 }, (_, level) => {
  const value = level / 255
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
})

const encoded = Uint8Array.from({ length: fineness + 1 }, (_, step) => {
  const value = step / fineness
  return Math.round(255 * (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055))
})
