/** A card as the system lists it, whether or not anything can use it. */
export interface GraphicsCard {
  readonly maker: 'nvidia' | 'amd'
  /** Name of the driver that has it; null: none, or the system does not say. */
  readonly driver: string | null
}

/** What the computer and TensorFlow say about graphics cards: all that `diagnoseGraphics` judges from. */
export interface GraphicsEvidence {
  readonly cards: readonly GraphicsCard[]
  /** NVIDIA's own tool, which comes with its driver: what it printed, and whether it succeeded; null: it is not there. */
  readonly nvidiaSmi: { readonly succeeded: boolean; readonly text: string } | null
  /** The environment variable that hides cards from CUDA; null: not set. */
  readonly visibleDevices: string | null
  readonly tensorflow: {
    readonly version: string
    /** It computes on a card. */
    readonly usesCard: boolean
    /** What it wrote while it was loaded. */
    readonly log: string
  }
}
