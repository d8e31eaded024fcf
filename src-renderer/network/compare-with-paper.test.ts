import { expect, test } from 'vitest'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import { compareWithPaper } from './compare-with-paper.ts'

test("the article's LeNet has 64 units where the paper's F6 has 84", () => {
  const differences = compareWithPaper(presets['lenet-article'].spec, 10)
  expect(differences).toContainEqual({
    kind: 'units',
    layer: 'fc2',
    paperLayer: 'F6',
    here: 64,
    paper: 84,
  })
  expect(differences).toContainEqual({
    kind: 'connections',
    layer: 'conv2',
    paperLayer: 'C3',
    here: 96,
    paper: 60,
  })
  expect(differences).toContainEqual({ kind: 'parameters', here: 59_086, paper: 60_850 })
})

test('each kind of difference is told once, and LeNet-5 has none', () => {
  const kinds = compareWithPaper(presets['lenet-modern'].spec, 10).map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['activation', 'connections', 'parameters', 'pooling'])
  expect(compareWithPaper(presets['lenet-5'].spec, 10)).toEqual([])
})
