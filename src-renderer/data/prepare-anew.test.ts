import { expect, test } from 'vitest'
import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import { en } from '../../src-main/shared/messages/en.ts'
import { zh } from '../../src-main/shared/messages/zh.ts'
import { isChangedByHand, preparedName } from './prepare-anew.ts'

const grey = { shape: { height: 32, width: 32, channels: 1 }, color: 'grey', fit: 'pad' } as const
const colour = { shape: { height: 64, width: 64, channels: 3 }, color: 'rgb', fit: 'pad' } as const
const dataset = (name: string) => ({ name, sample: null, preprocessing: grey }) as DatasetSummary

test('a data set prepared anew is called after how it is prepared', () => {
  expect(preparedName(en, dataset('Leaves'), colour, ['Leaves'])).toBe('Leaves · 64 × 64 colour')
  expect(preparedName(zh, dataset('树叶'), colour, [])).toBe('树叶 · 64 × 64 彩色')
})

test('and what it was called after before goes, in whichever language', () => {
  expect(preparedName(en, dataset('Leaves · 32 × 32 grey'), colour, [])).toBe('Leaves · 64 × 64 colour')
  expect(preparedName(en, dataset('Leaves · 32 × 32 灰度 (2)'), colour, ['Leaves · 64 × 64 colour'])).toBe(
    'Leaves · 64 × 64 colour (2)',
  )
})

test('only adding pictures is no change by hand', () => {
  const origin = { source: { kind: 'paths', paths: ['/a'] }, validation: 0, test: 0 } as const
  const at = (number: number, added: number) =>
    ({
      lineage: { id: 'a', number, parent: null, change: null },
      origin: { ...origin, added: Array(added).fill({ source: origin.source }) },
    }) as unknown as DatasetSummary
  expect([at(1, 0), at(3, 2), at(2, 0), at(4, 2)].map(isChangedByHand)).toEqual([false, false, true, true])
})
