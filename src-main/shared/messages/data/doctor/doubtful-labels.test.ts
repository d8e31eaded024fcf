import { expect, it } from 'vitest'
import { doctor as english } from './en.ts'
import { doctor as chinese } from './zh.ts'

const found = (pictures: number, examined: number, unseen = { pictures: 0, examined: 0 }) => ({
  runId: 'run',
  pictures,
  examined,
  unseen,
})

it.each([
  [found(5, 20), 'for 5 of the 20 pictures it learnt from.', '在学过的 20 张图片中，有 5 张'],
  [found(1, 1), 'for the only picture it learnt from.', '在学过的 1 张图片中，有 1 张'],
  [found(0, 20), 'about none of the pictures it learnt from, 20 in all.', '对学过的 20 张图片'],
])('speaks of learnt pictures alone where there are no others: %o', (values, inEnglish, inChinese) => {
  expect(english.finding.text['doubtful-labels'](values)).toContain(inEnglish)
  expect(english.finding.text['doubtful-labels'](values)).not.toContain('these')
  expect(chinese.finding.text['doubtful-labels'](values)).toContain(inChinese)
  expect(chinese.finding.text['doubtful-labels'](values)).not.toContain('其中')
})

it('counts one picture in the singular', () => {
  const text = english.finding.text['doubtful-labels'](found(1, 2, { pictures: 1, examined: 1 }))
  expect(text).toContain('judged 1 picture of validation and test that it had never seen; it comes first.')
  expect(text).toContain('The other 1 picture it learnt from')
})

it('does not say what was seen before where the network learnt from another data set', () => {
  const values = { ...found(3, 20), unseen: undefined }
  expect(english.finding.text['doubtful-labels'](values)).toContain(
    'learnt from another data set, and has judged 20',
  )
  expect(chinese.finding.text['doubtful-labels'](values)).toContain('另一个数据集')
})
