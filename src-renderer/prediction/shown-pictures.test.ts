import { expect, test } from 'vitest'
import { problem } from '../../src-main/shared/result.ts'
import { countAnswers, nameIn, orderPictures, type ShownPicture } from './shown-pictures.ts'

const picture = (id: number, label: string, probability: number): ShownPicture => ({
  id,
  name: `${id}`,
  item: { path: `/${id}`, seen: '', top: [{ label, probability }] },
})
const broken: ShownPicture = {
  id: 9,
  name: '9',
  item: { path: '/9', problem: problem('prediction.cancelled', {}) },
}
const pictures = [broken, picture(1, 'oak', 0.9), picture(2, 'maple', 0.4), picture(3, 'maple', 0.7)]

test('a file out of a dropped folder is told from its namesake in the next folder', () => {
  expect(nameIn(['/home/trees'], '/home/trees/oak/1.png')).toBe('oak/1.png')
  expect(nameIn(['C:\\trees'], 'C:\\trees\\maple\\1.png')).toBe('maple/1.png')
  expect(nameIn(['/home/1.png'], '/home/1.png')).toBe('1.png')
})

test('the least certain come first when asked for, and what could not be used last', () => {
  expect(orderPictures(pictures, 'unsure').map(({ id }) => id)).toEqual([2, 3, 1, 9])
  expect(orderPictures(pictures, 'came')).toBe(pictures)
})

test('first answers are counted, the most frequent first', () => {
  expect(countAnswers(pictures)).toEqual([
    { label: 'maple', count: 2 },
    { label: 'oak', count: 1 },
  ])
})
