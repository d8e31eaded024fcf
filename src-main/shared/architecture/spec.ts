/** Width and height in pixels, in the order TensorFlow writes them. */
export interface Size {
  readonly height: number
  readonly width: number
}

/** Shape of one picture or feature map, height x width x channels (the NHWC order without the batch). */
export interface Shape extends Size {
  readonly channels: number
}

export type Activation = 'none' | 'relu' | 'sigmoid' | 'tanh' | 'scaled-tanh'

/** How a layer's kernel starts: Glorot and Bengio 2010 (uniform), He et al. 2015 (normal). */
export type Initializer = 'glorot' | 'he'

interface LayerBase {
  /** Stays the same while the network is edited; selection, undo and problems hang on it. */
  readonly id: string
  /** Shown, and the prefix of the layer's tensors in a checkpoint (`conv1/kernel`). */
  readonly name: string
}

export interface ConvolutionLayer extends LayerBase {
  readonly kind: 'conv2d'
  readonly filters: number
  readonly kernel: Size
  readonly stride: Size
  /** Rows and columns of zeros added on each side. */
  readonly padding: Size
  readonly activation: Activation
  readonly initializer: Initializer
  /** `connections[filter]` lists the input channels that a filter reads; absent: all of them. */
  readonly connections?: readonly (readonly number[])[]
}

export interface PoolLayer extends LayerBase {
  readonly kind: 'pool'
  readonly mode: 'max' | 'average'
  readonly window: Size
  readonly stride: Size
}

/** LeNet-5's trainable subsampling: the window's sum times a coefficient plus a bias, one of each a channel. */
export interface SubsampleLayer extends LayerBase {
  readonly kind: 'subsample'
  readonly window: Size
  readonly activation: Activation
}

export interface DenseLayer extends LayerBase {
  readonly kind: 'dense'
  /** `'classes'`: as many units as the data has classes; the output layer's logits. */
  readonly units: number | 'classes'
  readonly activation: Activation
  readonly initializer: Initializer
}

export type Layer = ConvolutionLayer | PoolLayer | SubsampleLayer | DenseLayer
export type LayerKind = Layer['kind']

/** A network as a person edits it: plain, immutable, and all that the compiler needs besides the number of classes. */
export interface ArchitectureSpec {
  readonly version: 1
  /** The preset it was made from, or the name of a network of one's own. */
  readonly id: string
  readonly name: string
  readonly input: Shape & {
    /** A pixel's 0..255 is mapped linearly onto this interval before the first layer. */
    readonly range: readonly [low: number, high: number]
  }
  readonly layers: readonly Layer[]
}
