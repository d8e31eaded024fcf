import type { Shape } from '../../src-main/shared/architecture/spec.ts'

/** Whether pictures of one shape cannot go into a network that reads the other. */
export const shapesDiffer = (one: Shape, other: Shape): boolean =>
  one.height !== other.height || one.width !== other.width || one.channels !== other.channels
