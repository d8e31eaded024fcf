import { expect, test } from 'vitest'
import { type ImportPlan, joinPlans } from './import-plan.ts'

const withClasses = (classes: readonly string[], pictures: readonly number[] = []): ImportPlan => ({
  total: pictures.length,
  classes,
  sources: pictures.map(label => `${classes[label]}.png`),
  label: index => pictures[index]!,
  part: index => index,
  describe: index => `${classes[pictures[index]!]} ${index}`,
  isExpected: () => true,
})

test('plans are put together one after another, and classes of one name are one', async () => {
  const joined = joinPlans([withClasses(['cat', 'dog'], [0, 1, 1]), withClasses(['dog', 'owl'], [1, 0])])
  expect(joined.classes).toEqual(['cat', 'dog', 'owl'])
  const indices = Array.from({ length: joined.total }, (_, index) => index)
  expect(indices.map(joined.label)).toEqual([0, 1, 1, 2, 1])
  expect(indices.map(joined.part)).toEqual([0, 1, 2, 0, 1])
  expect(indices.map(joined.describe)).toEqual(['cat 0', 'dog 1', 'dog 2', 'owl 0', 'dog 1'])
  const sources = []
  for await (const source of joined.sources) sources.push(source)
  expect(sources).toEqual(['cat.png', 'dog.png', 'dog.png', 'owl.png', 'dog.png'])
})

test('more classes than the labels can tell apart are refused', () => {
  const classes = (count: number) => Array.from({ length: count }, (_, label) => `${label}`)
  expect(joinPlans([withClasses(classes(65_536))]).classes).toHaveLength(65_536)
  expect(() => joinPlans([withClasses(classes(65_537))])).toThrow('data.too-many-classes')
})
