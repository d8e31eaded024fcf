import { failure, type Result, success } from '../../shared/result.ts'
import { excluded, splitCodes } from '../parts.ts'
import { itemsAStep, type Steps } from '../steps.ts'
import type { DatasetContent } from './content.ts'

/** Refuses what would leave a class in use without a training picture. */
export function* checkClasses(before: DatasetContent, after: DatasetContent): Steps<Result<DatasetContent>> {
  const was = yield* countByName(before)
  const is = yield* countByName(after)
  for (const [className, { inUse, training }] of is) {
    const own = was.get(className)
    const lackedIt = own !== undefined && own.inUse > 0 && own.training === 0
    if (inUse > 0 && training === 0 && !lackedIt) return failure('data.no-training-left', { className })
  }
  return success(after)
}

type Counts = Map<string, { inUse: number; training: number }>

function* countByName({ classes, labels, split }: DatasetContent): Steps<Counts> {
  const inUse = new Uint32Array(classes.length)
  const training = new Uint32Array(classes.length)
  for (let index = 0; index < labels.length; index++) {
    if (index % itemsAStep === 0) yield
    if (split[index] === excluded) continue
    inUse[labels[index]!]!++
    if (split[index] === splitCodes.train) training[labels[index]!]!++
  }
  return new Map(classes.map((name, label) => [name, { inUse: inUse[label]!, training: training[label]! }]))
}
