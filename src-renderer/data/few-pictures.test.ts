import { expect, test } from 'vitest'
import { unlabelledClass } from '../../src-main/shared/contract/data.ts'
import { messagesFor } from '../../src-main/shared/messages/messages.ts'
import { fewPictures } from './few-pictures.ts'

const en = messagesFor('en')
const { few } = en.data
const classes = (...sizes: number[]) =>
  sizes.map((images, index) => ({ name: `class ${index}`, images, examples: [] }))

test('ten pictures a class and ten for validation are enough', () => {
  const split = { train: 20, validation: 10, test: 0 }
  expect(fewPictures(en, { classes: classes(10, 20), split })).toEqual([])
})

test('a small class is named, several are counted', () => {
  const split = { train: 50, validation: 10, test: 0 }
  expect(fewPictures(en, { classes: classes(9, 51), split })).toEqual([
    few.class({ name: 'class 0', images: 9 }),
  ])
  expect(fewPictures(en, { classes: classes(9, 1, 50), split })).toEqual([
    few.classes({ count: 2, limit: 10 }),
  ])
})

test('pictures that wait for a class are in none that is small', () => {
  const waiting = { name: unlabelledClass, images: 0, examples: [] }
  const none = { train: 0, validation: 0, test: 0 }
  expect(fewPictures(en, { classes: [waiting], split: none })).toEqual([])
  const split = { train: 20, validation: 10, test: 0 }
  expect(fewPictures(en, { classes: [...classes(10, 20), waiting], split })).toEqual([])
})

test('and so is a validation part that says little', () => {
  const split = { train: 31, validation: 9, test: 0 }
  expect(fewPictures(en, { classes: classes(20, 20), split })).toEqual([few.validation({ images: 9 })])
})
