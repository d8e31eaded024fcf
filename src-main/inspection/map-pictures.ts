import type { Shape } from '../shared/architecture/spec.ts'
import type { StoredValues } from '../shared/contract/engine.ts'
import type { ValueRange } from '../shared/contract/feature-maps.ts'
import { unitGrid } from '../shared/unit-grid.ts'

/** Values [h, w, c], or [units] as [1, 1, units]. */
export function shapeOf({ shape }: StoredValues): Shape {
  const [height = 1, width = 1, channels = 1] = shape.length === 1 ? [1, 1, ...shape] : shape
  return { height, width, channels }
}

/** Smallest and largest value of each map; of a layer without an extent, of all units. */
export function rangesOf(stored: StoredValues): ValueRange[] {
  const { height, width, channels } = shapeOf(stored)
  const maps = height * width === 1 ? 1 : channels
  const ranges = Array.from({ length: maps }, (): [number, number] => [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ])
  for (const [place, value] of stored.values.entries()) {
    const range = ranges[place % maps]!
    if (value < range[0]) range[0] = value
    if (value > range[1]) range[1] = value
  }
  return ranges
}

/**
 * One map in grey levels, its smallest value black and its largest white; of a layer without an extent all units, row by row in a rectangle nearly square,
 * where what is left over is black. A map of one value is black. Undefined: there is no such map. `ranges`: of all maps, where they are known already.
 */
export function drawMap(
  stored: StoredValues,
  map: number,
  ranges: readonly ValueRange[] = rangesOf(stored),
): { readonly pixels: Uint8Array; readonly shape: Shape } | undefined {
  const { height, width, channels } = shapeOf(stored)
  const range = ranges[map]
  if (!range) return undefined
  const [least, largest] = range
  const grey = (value: number) =>
    largest > least ? Math.round((255 * (value - least)) / (largest - least)) : 0
  if (height * width === 1) {
    const size = unitGrid(channels)
    const pixels = new Uint8Array(size.height * size.width)
    pixels.set(Uint8Array.from(stored.values, grey))
    return { pixels, shape: { ...size, channels: 1 } }
  }
  const pixels = Uint8Array.from({ length: height * width }, (_, place) =>
    grey(stored.values[place * channels + map]!),
  )
  return { pixels, shape: { height, width, channels: 1 } }
}
