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

/**
 * How a layer's kernel starts: Glorot and Bengio 2010 (uniform), He et al. 2015 (normal), or normal with a deviation of one's own, as
 * Krizhevsky et al. 2012 (section 5) and Simonyan and Zisserman 2014 (section 3.1) have it.
 */
export type Initializer = 'glorot' | 'he' | { readonly kind: 'normal'; readonly deviation: number }

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
  /** Start of every bias; absent: 0. */
  readonly biasStart?: number
  /**
   * Towers: the filters of one read only their own share of the input's channels (Krizhevsky et al. 2012, section 3.5); absent: 1, where
   * every filter reads every channel.
   */
  readonly groups?: number
  /** `connections[filter]` lists the input channels that a filter reads; absent: all of its tower. Not together with several towers. */
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
  /** Start of every bias; absent: 0. */
  readonly biasStart?: number
}

/** The mean of each whole feature map (Lin, Chen, Yan 2013, section 3.2). */
export interface GlobalAveragePoolLayer extends LayerBase {
  readonly kind: 'global-average-pool'
}

/** Local response normalisation across `size` neighbouring channels (Krizhevsky et al. 2012, section 3.3): a / (k + alpha * sum a^2)^beta. */
export interface LocalResponseNormalizationLayer extends LayerBase {
  readonly kind: 'lrn'
  /** n of the paper: odd, the channel itself and as many on each side. */
  readonly size: number
  readonly k: number
  readonly alpha: number
  readonly beta: number
}

/** Ioffe and Szegedy 2015, over the batch, and the height and width where there are any. */
export interface BatchNormalizationLayer extends LayerBase {
  readonly kind: 'batch-norm'
  /** Share of the moving mean and variance that a step keeps. */
  readonly momentum: number
  readonly epsilon: number
  readonly activation: Activation
}

/** While training, each value is zero with probability `rate`, and the others are scaled by 1 / (1 - rate) (Srivastava et al. 2014, section 10). */
export interface DropoutLayer extends LayerBase {
  readonly kind: 'dropout'
  readonly rate: number
}

export type Layer =
  | ConvolutionLayer
  | PoolLayer
  | GlobalAveragePoolLayer
  | SubsampleLayer
  | LocalResponseNormalizationLayer
  | BatchNormalizationLayer
  | DropoutLayer
  | DenseLayer
export type LayerKind = Layer['kind']

export type LayerOfKind<Kind extends LayerKind> = Extract<Layer, { kind: Kind }>

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
