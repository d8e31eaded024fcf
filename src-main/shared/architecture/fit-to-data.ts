import type { ArchitectureSpec, Shape } from './spec.ts'

/** The same network reading pictures of `shape`; whether its layers can still follow is for `inferShapes` to say. */
export const fitToData = (spec: ArchitectureSpec, shape: Shape): ArchitectureSpec =>
  spec.input.height === shape.height &&
  spec.input.width === shape.width &&
  spec.input.channels === shape.channels
    ? spec
    : { ...spec, input: { ...spec.input, ...shape } }
