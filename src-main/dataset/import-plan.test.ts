import { expect, test } from 'vitest'
import { planImport } from './import-plan.ts'

const withClasses = (count: number) =>
  planImport({
    kind: 'pictures',
    classes: Array.from({ length: count }, (_, label) => `${label}`),
    pictures: [],
  })

test('more classes than the labels can tell apart are refused', async () => {
  expect((await withClasses(65_536)).classes).toHaveLength(65_536)
  await expect(withClasses(65_537)).rejects.toMatchObject({
    problem: { code: 'data.too-many-classes', params: { found: 65_537, limit: 65_536 } },
  })
})
