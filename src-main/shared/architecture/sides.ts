import type { Size } from './spec.ts'

export type Side = 'height' | 'width'

export const square = (length: number): Size => ({ height: length, width: length })

export const eachSide = (of: (side: Side) => number): Size => ({ height: of('height'), width: of('width') })

export const isSameSize = (one: Size, other: Size) => one.height === other.height && one.width === other.width

export const sizeText = ({ height, width }: Size) => `${height} × ${width}`

/** "2" where both sides are alike, else "2 × 1". */
export const oneNumber = (size: Size) => (size.height === size.width ? `${size.height}` : sizeText(size))
