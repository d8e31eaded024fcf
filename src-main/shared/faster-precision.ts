import type { PrecisionTimes } from './contract/training.ts'

/** Measuring scatters by as much. */
const margin = 1.05

/** How many times as fast steps in bfloat16 are as in float32. */
export const bfloat16Gain = ({ float32, bfloat16 }: PrecisionTimes): number => float32 / bfloat16

/** Whether bfloat16 is worth choosing. */
export const isBfloat16Faster = (times: PrecisionTimes): boolean => bfloat16Gain(times) > margin
