/**
 * A computed colour as every program for drawings reads it: `rgb(1, 2, 3)`, and the `color(srgb 0.1 0.2 0.3)` that mixtures compute to
 * (CSS Color 4, section 10.2), as #rrggbb. Anything else, such as `none`, stays as it is.
 */
export function hexColor(color: string): string {
  const srgb = /^color\(srgb ([\d.e-]+) ([\d.e-]+) ([\d.e-]+)/.exec(color)
  const rgb = /^rgba?\((\d+), (\d+), (\d+)/.exec(color)
  if (srgb) return hex(srgb.slice(1, 4).map(part => 255 * Number(part)))
  return rgb ? hex(rgb.slice(1, 4).map(Number)) : color
}

const hex = (parts: readonly number[]) =>
  `#${parts.map(part => Math.round(part).toString(16).padStart(2, '0')).join('')}`
