import { describe, expect, it } from 'vitest'
import type { Schedule } from './training-settings.ts'
import { unwatched, type WatchedLoss, watchLoss } from './watched-loss.ts'

const plateau: Schedule = { kind: 'plateau', patience: 2, factor: 0.1 }

const follow = (losses: readonly number[], schedule?: Schedule): WatchedLoss[] =>
  losses.map((_, epoch) =>
    losses.slice(0, epoch + 1).reduce((state, loss) => watchLoss(state, loss, schedule), unwatched),
  )

describe('the loss that is watched', () => {
  it('counts the epochs since it was lowest', () => {
    expect(follow([3, 2, 2.5, 2, 1, 1.5]).map(({ epochsSince }) => epochsSince)).toEqual([0, 0, 1, 2, 0, 1])
  })

  it('lowers the rate after as many epochs as the plateau schedule is patient, and begins to wait anew', () => {
    expect(follow([1, 1, 1, 1, 1, 0.5, 1, 1], plateau).map(({ drops }) => drops)).toEqual([
      0, 0, 1, 1, 2, 2, 2, 3,
    ])
  })

  it('goes on counting for early stopping when the rate is lowered', () => {
    expect(follow([1, 1, 1, 1], plateau).at(-1)).toMatchObject({ epochsSince: 3, epochsWaited: 1 })
  })

  it('stands still where it creeps down by less than one in ten thousand', () => {
    expect(follow([1, 0.99995]).at(-1)).toMatchObject({ lowest: 1, epochsSince: 1 })
    expect(follow([1, 0.9998]).at(-1)).toMatchObject({ lowest: 0.9998, epochsSince: 0 })
  })

  it('never lowers the rate under another schedule', () => {
    expect(follow([1, 1, 1, 1, 1], { kind: 'cosine' }).at(-1)?.drops).toBe(0)
  })
})
