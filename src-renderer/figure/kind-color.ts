import type { FigureColumn } from './columns.ts'

/** One hue a kind of layer. */
export const kindColor = {
  input: 'var(--layer-input)',
  conv2d: 'var(--layer-conv)',
  pool: 'var(--layer-pool)',
  subsample: 'var(--layer-pool)',
  'global-average-pool': 'var(--layer-pool)',
  lrn: 'var(--layer-norm)',
  'batch-norm': 'var(--layer-norm)',
  dropout: 'var(--layer-dropout)',
  dense: 'var(--layer-dense)',
} as const satisfies Record<FigureColumn['kind'], string>
