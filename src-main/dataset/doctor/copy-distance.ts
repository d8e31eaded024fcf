import { type Comparable, comparedSide } from './comparable.ts'
import { type Placement, register } from './registration.ts'

/** What two pictures differ by when one has been placed on the other, each 0 to 1 and more: shares of the picture's own contrast. */
interface Difference {
  /** The mean square, pixel by pixel. */
  readonly mean: number
  /** The same of means over 3 x 3: without the noise that JPEG, another size and sharp edges between pixels leave. */
  readonly smooth: number
  /** The largest of these means. */
  readonly most: number
}

/** At half the size, where sharp edges still lie between the pixels. */
const mostAtHalf = 0.12
/** Nothing that is further is a copy. */
export const farthest = 4
/** Pixel by pixel copies may differ much where their texture is finer than the pixels. */
const mostMean = 0.15
/**
 * What copies differ by at most that were moved by up to two pixels, brightened or saved as JPEG. Of 70,000 garments that are said to be different, 81 pairs
 * differ by less, all of one photograph; from twice that on shirts begin to look alike.
 */
const usual = { smooth: 0.0015, most: 0.2 }

/**
 * How far one picture is from being the other, perhaps moved, cropped a little, brightened or saved anew: 1 is as far as such copies mostly are, infinite what is no copy
 * at all. A mirrored picture is none.
 */
export function copyDistance(a: Comparable, b: Comparable): number {
  const distance = placedDistance(a, b)
  if (distance > farthest) return Number.POSITIVE_INFINITY
  return placedDistance(mirrored(a), b) < distance ? Number.POSITIVE_INFINITY : distance
}

function mirrored({ channels, grey, half }: Comparable): Comparable {
  const mirror = (grid: Float32Array, side: number) =>
    grid.map((_, place) => grid[place + side - 1 - 2 * (place % side)]!)
  return {
    channels: channels.map(channel => mirror(channel, comparedSide)),
    grey: mirror(grey, comparedSide),
    half: mirror(half, comparedSide / 2),
  }
}

function placedDistance(a: Comparable, b: Comparable): number {
  const placement = { down: 0, across: 0, scale: 1 }
  const half = comparedSide / 2
  if (!register(a.half, b.half, half, placement, 3)) return Number.POSITIVE_INFINITY
  if (differenceOf([a.half], [b.half], half, placement).mean > mostAtHalf) return Number.POSITIVE_INFINITY
  placement.down *= 2
  placement.across *= 2
  if (!register(a.grey, b.grey, comparedSide, placement, 2)) return Number.POSITIVE_INFINITY
  const { mean, smooth, most } = differenceOf(a.channels, b.channels, comparedSide, placement)
  if (mean > mostMean) return Number.POSITIVE_INFINITY
  return Math.max(smooth / usual.smooth, (most / usual.most) ** 2)
}

const unlike: Difference = { mean: 1, smooth: 1, most: 1 }
const placed = new Float32Array(comparedSide ** 2 * 3)
/** Where `from` has nothing. */
const absent = Number.NaN

/** Of `to` and `from`, placed and brightened so that it comes nearest, all channels alike. */
function differenceOf(
  from: readonly Float32Array[],
  to: readonly Float32Array[],
  side: number,
  placement: Placement,
): Difference {
  const area = side * side
  let sumA = 0
  let sumB = 0
  let squaresA = 0
  let squaresB = 0
  let products = 0
  let count = 0
  for (const [channel, grid] of from.entries()) {
    place(grid, side, placement, channel * area)
    for (let at = 0; at < area; at++) {
      const p = placed[channel * area + at]!
      if (Number.isNaN(p)) continue
      const q = to[channel]![at]!
      sumA += p
      sumB += q
      squaresA += p * p
      squaresB += q * q
      products += p * q
      count++
    }
  }
  const varianceA = squaresA / count - (sumA / count) ** 2
  const varianceB = squaresB / count - (sumB / count) ** 2
  const together = products / count - (sumA * sumB) / count ** 2
  // One of them is of one colour where they lie on one another.
  if (!(varianceA > 1) || !(varianceB > 1) || together <= 0) return unlike
  const gain = together / varianceA
  const term = (sumB - gain * sumA) / count
  let smooth = 0
  let most = 0
  let looked = 0
  for (const [channel, grid] of to.entries()) {
    const start = channel * area
    for (let at = 0; at < area; at++) placed[start + at] = grid[at]! - term - gain * placed[start + at]!
    for (let y = 1; y < side - 1; y++)
      for (let x = 1; x < side - 1; x++) {
        const mean = meanAround(start + y * side + x, side)
        if (Number.isNaN(mean)) continue
        smooth += mean * mean
        most = Math.max(most, Math.abs(mean))
        looked++
      }
  }
  return {
    mean: 1 - together ** 2 / (varianceA * varianceB),
    smooth: smooth / looked / varianceB,
    most: most / Math.sqrt(varianceB),
  }
}

function meanAround(at: number, side: number): number {
  let sum = 0
  for (let start = at - side - 1; start <= at + side - 1; start += side)
    sum += placed[start]! + placed[start + 1]! + placed[start + 2]!
  return sum / 9
}

function place(grid: Float32Array, side: number, { down, across, scale }: Placement, start: number): void {
  const middle = (side - 1) / 2
  for (let y = 0; y < side; y++) {
    const fromY = middle + scale * (y - middle) + down
    const top = Math.floor(fromY)
    const below = fromY - top
    for (let x = 0; x < side; x++) {
      const fromX = middle + scale * (x - middle) + across
      const left = Math.floor(fromX)
      const beside = fromX - left
      const isInside = top >= 0 && left >= 0 && top < side - 1 && left < side - 1
      const at = top * side + left
      placed[start + y * side + x] = isInside
        ? (1 - below) * ((1 - beside) * grid[at]! + beside * grid[at + 1]!) +
          below * ((1 - beside) * grid[at + side]! + beside * grid[at + side + 1]!)
        : absent
    }
  }
}
