import type {
  ConvolutionLayer,
  DenseLayer,
  DropoutLayer,
  LocalResponseNormalizationLayer,
  PoolLayer,
  Size,
  SubsampleLayer,
} from '../spec.ts'

/** What a preset's layer leaves unsaid. */
type Rest<L> = Partial<Omit<L, 'kind' | 'id' | 'name'>>

export const square = (side: number): Size => ({ height: side, width: side })

/** Stride 1, no padding, ReLU. */
export const conv = (
  name: string,
  filters: number,
  kernel: number,
  rest: Rest<ConvolutionLayer> = {},
): ConvolutionLayer => ({
  kind: 'conv2d',
  id: name,
  name,
  filters,
  kernel: square(kernel),
  stride: square(1),
  padding: square(0),
  activation: 'relu',
  initializer: (rest.activation ?? 'relu') === 'relu' ? 'he' : 'glorot',
  ...rest,
})

export const pool = (name: string, mode: PoolLayer['mode'], window = 2, stride = window): PoolLayer => ({
  kind: 'pool',
  id: name,
  name,
  mode,
  window: square(window),
  stride: square(stride),
})

export const subsample = (name: string): SubsampleLayer => ({
  kind: 'subsample',
  id: name,
  name,
  window: square(2),
  activation: 'scaled-tanh',
})

export const dense = (
  name: string,
  units: DenseLayer['units'],
  activation: DenseLayer['activation'],
): DenseLayer => ({
  kind: 'dense',
  id: name,
  name,
  units,
  activation,
  initializer: activation === 'relu' ? 'he' : 'glorot',
})

export const dropout = (name: string, rate: number): DropoutLayer => ({
  kind: 'dropout',
  id: name,
  name,
  rate,
})

/** With the constants of Krizhevsky et al. 2012, section 3.3. */
export const lrn = (name: string): LocalResponseNormalizationLayer => ({
  kind: 'lrn',
  id: name,
  name,
  size: 5,
  k: 2,
  alpha: 1e-4,
  beta: 0.75,
})
