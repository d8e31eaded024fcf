import type { Shape } from '../../src-main/shared/architecture/spec.ts'

/** `32 × 32 × 1`: height, width, channels. */
export const shapeText = ({ height, width, channels }: Shape): string => `${height} × ${width} × ${channels}`
