import type { Shape } from '../../shared/architecture/spec.ts'
import { createResampler, halve } from './resample.ts'
import { spectrumSide } from './spectrum.ts'

/** Pictures are compared at this size, and at half of it. */
export const comparedSide = 2 * spectrumSide

/** A picture to compare, 0 to 255, row by row. */
export interface Comparable {
  /** `comparedSide` x `comparedSide`, one a channel. */
  readonly channels: readonly Float32Array[]
  readonly grey: Float32Array
  /** The grey picture at half that side. */
  readonly half: Float32Array
}

/** Makes comparables of pictures of one shape (uint8, height x width x channels, 1 or 3 channels). */
export function createComparer(shape: Shape): (pixels: Uint8Array) => Comparable {
  const resample = createResampler(shape, comparedSide)
  return pixels => {
    const channels = Array.from({ length: shape.channels }, (_, channel) => {
      const plane = new Float32Array(comparedSide ** 2)
      resample(pixels, channel, shape.channels, plane)
      return plane
    })
    const [red, green, blue] = channels
    const grey =
      green && blue
        ? red!.map((value, place) => 0.299 * value + 0.587 * green[place]! + 0.114 * blue[place]!)
        : red!
    return { channels, grey, half: halve(grey, comparedSide) }
  }
}
