import type { Layer } from './spec.ts'

export type MarkLayer = Extract<Layer, { kind: 'lrn' | 'batch-norm' | 'dropout' }>

/** It keeps the shape of the layer before it, and is drawn and told as part of that. */
export const isMark = (layer: Layer): layer is MarkLayer =>
  layer.kind === 'lrn' || layer.kind === 'batch-norm' || layer.kind === 'dropout'
