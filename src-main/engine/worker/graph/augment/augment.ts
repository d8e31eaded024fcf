import type { Tensor } from '../ir.ts'
import { recolor } from './color.ts'
import type { AugmentContext } from './context.ts'
import { move } from './move.ts'

/**
 * Changes every picture of a training batch at random, anew in each step; `pictures` float32 [b, h, w, c], one tensor for each part. What
 * becomes of a picture follows from the run's seed, the step and the picture's place in the batch, and not from the number of parts.
 */
export const augment = (context: AugmentContext, pictures: readonly Tensor[]): readonly Tensor[] =>
  context.graph.within('augment', () => recolor(context, move(context, pictures)))
