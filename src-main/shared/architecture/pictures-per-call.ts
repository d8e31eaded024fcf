import { inferShapes } from './shapes.ts'
import type { ArchitectureSpec, Shape } from './spec.ts'

const activationBytes = 256 * 2 ** 20

/** Pictures that are scored at once: as many as keep the largest layer's output within `activationBytes`. */
export function picturesPerCall(spec: ArchitectureSpec, classes: number): number {
  const { layers } = inferShapes(spec, classes)
  const largest = Math.max(volume(spec.input), ...layers.map(shapes => (shapes ? volume(shapes.output) : 0)))
  return Math.min(Math.max(Math.floor(activationBytes / (4 * largest)), 1), 512)
}

const volume = ({ height, width, channels }: Shape) => height * width * channels
