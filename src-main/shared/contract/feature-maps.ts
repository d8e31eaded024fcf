import type { ArchitectureSpec, Shape } from '../architecture/spec.ts'
import type { Problem } from '../result.ts'

/** Whose layers are looked at: a network with the first weights of a seed, or a run with its best ones. */
export type InspectedNetwork =
  | {
      readonly kind: 'spec'
      readonly spec: ArchitectureSpec
      readonly classes: number
      readonly seed: number
    }
  | { readonly kind: 'run'; readonly runId: string }

export type InspectedPicture =
  | { readonly kind: 'stored'; readonly datasetId: string; readonly index: number }
  | { readonly kind: 'file'; readonly path: string }

/** What stands in the place of a layer's id for the picture as the first layer reads it; no layer can have it, since names begin with a letter. */
export const pictureLayer = '_picture'

/** Smallest and largest value of a map. */
export type ValueRange = readonly [least: number, largest: number]

export interface LayerMaps {
  /** Or `pictureLayer`. */
  readonly layerId: string
  /** Of what the layer puts out, after its activation. */
  readonly shape: Shape
  /** Of each map; for a layer without an extent, one of all its units together. Map m is at `app://data/feature-maps/<id>/<layerId>/<m>.png`. */
  readonly ranges: readonly ValueRange[]
}

export interface FeatureMaps {
  readonly id: string
  readonly spec: ArchitectureSpec
  /** The picture first, then the layers in their order. */
  readonly layers: readonly LayerMaps[]
  /** Other weights than the best ones are used, since those are damaged. */
  readonly warning?: Problem
}

/** One position of one kernel. */
export interface ConvolutionStep {
  /** The window's place on the layer's input: rows and columns from the top left, below 0 where it hangs over into the padding. */
  readonly top: number
  readonly left: number
  /** Maps of the input that the kernel reads. */
  readonly sources: readonly number[]
  /** The map that was asked for. */
  readonly source: number
  /** Of that map, row by row; null: padding, which counts as 0. */
  readonly window: readonly (readonly (number | null)[])[]
  readonly kernel: readonly (readonly number[])[]
  /** Sum of the products of that map, and of those of all others. */
  readonly sum: number
  readonly others: number
  readonly bias: number
  /** After the activation, as the network computed it. */
  readonly output: number
}

export interface FeatureMapRequests {
  'network:feature-maps': {
    params: { network: InspectedNetwork; picture: InspectedPicture }
    result: FeatureMaps
  }
  /** What is being looked at answers `inspection.cancelled`; TensorFlow ends the step that it is in, and nothing waits behind it. */
  'network:cancel-feature-maps': { params: null; result: null }
  /** Nobody looks any more: what is kept of the pictures is given up. */
  'network:leave-feature-maps': { params: null; result: null }
  /** `source`: which of the input's maps, absent: the one whose products add or take away most; `row` and `column`: of the output map of `filter`. */
  'network:convolution-step': {
    params: {
      id: string
      layerId: string
      filter: number
      source?: number | undefined
      row: number
      column: number
    }
    result: ConvolutionStep
  }
}

export const featureMapRequestNames = [
  'network:feature-maps',
  'network:cancel-feature-maps',
  'network:leave-feature-maps',
  'network:convolution-step',
] as const satisfies readonly (keyof FeatureMapRequests)[]
