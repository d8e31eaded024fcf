import type { Preprocessing } from '../../src-main/shared/contract/data.ts'

const largestSide = 64
const asLeNet = { shape: { height: 32, width: 32, channels: 1 }, color: 'grey' } as const

/**
 * How a sample is prepared otherwise than for the chosen network: its pictures are 28 x 28 and grey, and would fill gigabytes and tell no more where a network
 * reads large ones. Undefined: as the options say.
 */
export const samplePreparation = (
  { shape }: Pick<Preprocessing, 'shape'>,
  isChosen: boolean,
): Pick<Preprocessing, 'shape' | 'color'> | undefined =>
  isChosen || Math.max(shape.height, shape.width) <= largestSide ? undefined : asLeNet
