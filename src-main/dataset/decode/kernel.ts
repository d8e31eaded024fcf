/**
 * One side of a picture that is brought to another length: `scale` of its `from` pixels become one, and of those `length` are wanted from `start` on,
 * which is a place in the picture (0 is its border).
 */
export interface Side {
  readonly from: number
  readonly scale: number
  readonly start: number
  readonly length: number
}

/** What each wanted pixel is made of: `taps` pixels from `first` on, with their weights (`taps` for each; 0 beyond the picture's end). */
export interface Kernel {
  readonly taps: number
  readonly first: Int32Array
  readonly weights: Float32Array
}

const lobes = 3

/** Pixels that one is weighed from, in fours; the side has been averaged by `box` before. */
export const tapsOf = ({ scale }: Side, box: number) =>
  scale > 1 ? 4 * Math.ceil(Math.ceil((2 * lobes * scale) / box) / 4) : 4

/** Lanczos' kernel of three lobes where a side is reduced, Keys' cubic one where it is enlarged; a picture goes on as it ends. */
export function kernelFor(side: Side, box: number): Kernel {
  const pixels = Math.ceil(side.from / box)
  const scale = side.scale / box
  const isReduced = side.scale > 1
  const stretch = isReduced ? scale : 1
  const reach = isReduced ? lobes * scale : 2
  // libvips lays an enlarged picture half a pixel further to the right and down.
  const middle = side.scale < 1 ? 0 : 0.5
  const taps = tapsOf(side, box)
  const first = new Int32Array(side.length)
  const weights = new Float32Array(side.length * taps)
  for (let pixel = 0; pixel < side.length; pixel++) {
    const centre = side.start / box + (pixel + middle) * scale
    const low = Math.floor(centre - reach + 0.5)
    const start = Math.max(0, Math.min(low, pixels - 1))
    let sum = 0
    for (let place = low; place < low + taps; place++) {
      const weight = kernelAt(Math.abs(place + 0.5 - centre) / stretch, isReduced)
      const tap = Math.max(0, Math.min(place, pixels - 1) - start)
      weights[pixel * taps + tap]! += weight
      sum += weight
    }
    for (let tap = 0; tap < taps; tap++) weights[pixel * taps + tap]! /= sum
    first[pixel] = start
  }
  return { taps, first, weights }
}

/** Duchon, "Lanczos Filtering in One and Two Dimensions", 1979. */
const lanczos = (x: number) =>
  x === 0 ? 1 : (lobes * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / lobes)) / (Math.PI * x) ** 2

/** Keys, "Cubic Convolution Interpolation for Digital Image Processing", 1981, eq. 15. */
const cubic = (x: number) => (x < 1 ? (1.5 * x - 2.5) * x * x + 1 : ((-0.5 * x + 2.5) * x - 4) * x + 2)

const fineness = 1024
const lanczosTable = Float32Array.from({ length: lobes * fineness }, (_, step) => lanczos(step / fineness))
const cubicTable = Float32Array.from({ length: 2 * fineness }, (_, step) => cubic(step / fineness))
const kernelAt = (distance: number, isReduced: boolean) =>
  (isReduced ? lanczosTable : cubicTable)[Math.round(distance * fineness)] ?? 0
