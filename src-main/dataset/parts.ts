import type { SplitName } from '../shared/contract/data.ts'

export const splitCodes = { train: 0, validation: 1, test: 2 } as const satisfies Record<SplitName, number>
export const splitNames = ['train', 'validation', 'test'] as const satisfies readonly SplitName[]

/** The code of a picture that is in no part. */
export const excluded = 3

/** In `given`: the picture's part is still to be drawn. */
export const undecided = 255
