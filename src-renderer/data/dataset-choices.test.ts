import { expect, test } from 'vitest'
import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import { en } from '../../src-main/shared/messages/en.ts'
import { datasetChoices } from './dataset-choices.ts'

const dataset = (name: string, side: number, created = '2026-01-02T03:04:05Z') =>
  ({
    id: `${name} ${side} ${created}`,
    name,
    sample: null,
    images: 1203,
    created,
    preprocessing: { shape: { height: side, width: side, channels: 1 }, color: 'grey', fit: 'pad' },
  }) as DatasetSummary

test('data sets of one name are told apart in as few words as do', () => {
  const later = dataset('Cats', 32, '2026-02-03T04:05:06Z')
  const all = [dataset('Leaves', 32), dataset('Cats', 64), dataset('Cats', 32), later]
  const labels = datasetChoices(en, all).map(({ label }) => label)
  expect(labels.slice(0, 2)).toEqual(['Leaves', 'Cats · 64 × 64 grey · 1,203 pictures'])
  expect(new Set(labels).size).toBe(4)
  expect(labels[3]).toBe(`Cats · 32 × 32 grey · 1,203 pictures · ${en.format.dateTime(later.created)}`)
})
