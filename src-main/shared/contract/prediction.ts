import type { Problem } from '../result.ts'

export interface ClassProbability {
  readonly label: string
  /** Softmax output, 0..1. */
  readonly probability: number
}

export type PicturePrediction =
  /** `seen`: address of the picture as the network saw it. `top`: most probable first. */
  | { readonly path: string; readonly seen: string; readonly top: readonly ClassProbability[] }
  | { readonly path: string; readonly problem: Problem }

export interface PredictionRequests {
  /** Files, and folders with everything in them. A bad picture does not stop the others. */
  'prediction:pictures': {
    params: { runId: string; paths: readonly string[] }
    result: readonly PicturePrediction[]
  }
  /** A drawing: `side` x `side` grey levels, row by row, ink 255 on ground 0. */
  'prediction:drawing': {
    params: { runId: string; side: number; pixels: Uint8Array }
    result: PicturePrediction
  }
  'prediction:cancel': { params: null; result: null }
}

export interface PredictionEvents {
  /** Another checkpoint than the one asked for is used, since that is damaged. */
  'prediction:warning': Problem
  'prediction:progress': {
    readonly done: number
    readonly total: number
    readonly secondsLeft: number | null
  }
}

export const predictionRequestNames = [
  'prediction:pictures',
  'prediction:drawing',
  'prediction:cancel',
] as const satisfies readonly (keyof PredictionRequests)[]

export const predictionEventNames = [
  'prediction:warning',
  'prediction:progress',
] as const satisfies readonly (keyof PredictionEvents)[]
