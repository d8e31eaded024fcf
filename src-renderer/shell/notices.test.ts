import { describe, expect, it } from 'vitest'
import { problem } from '../../src-main/shared/result.ts'
import { inNextRoom, type ShownNotice, withNotice, withoutCodes, withoutRequest } from './notices.ts'

const busy: ShownNotice = {
  id: 1,
  problem: problem('training.busy', {}),
  request: 'training:start',
  since: 0,
}
const full: ShownNotice = {
  id: 2,
  problem: problem('app.disk-full', { path: '/full' }),
  request: 'training:start',
  since: 0,
}

describe('a notice', () => {
  it('takes the place of an earlier one about the same problem', () => {
    expect(withNotice([busy, full], { ...busy, id: 3, since: 5 })).toEqual([
      full,
      { ...busy, id: 3, since: 5 },
    ])
  })

  it('stays in another room until it can have been read, and always where something was lost', () => {
    expect(inNextRoom([busy, full], 9_999)).toEqual([busy, full])
    expect(inNextRoom([busy, full], 10_000)).toEqual([full])
  })

  it('goes when the same request succeeds, except where something was lost', () => {
    expect(withoutRequest([busy, full], 'training:start')).toEqual([full])
    expect(withoutRequest([busy], 'runs:list')).toEqual([busy])
  })

  it('goes when its cause is over', () => {
    expect(withoutCodes([busy, full], ['training.busy', 'data.in-use'])).toEqual([full])
  })
})
