import { expect, test } from 'vitest'
import { commonFolder, pathBelow } from './common-folder.ts'

test('the folder that all files share', () => {
  expect(commonFolder(['/home/a/pets/cats/1.png', '/home/a/pets/dogs/1.png'])).toBe('/home/a/pets/')
  expect(commonFolder(['/home/a/pets/cats/1.png', '/home/a/petshop/1.png'])).toBe('/home/a/')
  expect(commonFolder(['C:\\pets\\cats\\1.png', 'C:\\pets\\dogs\\x\\1.png'])).toBe('C:\\pets\\')
  expect(commonFolder(['C:\\pets\\1.png', 'D:\\pets\\1.png'])).toBe('')
})

test('a path below it keeps the name of its class', () => {
  expect(pathBelow('/pets/', '/pets/cats/1.png')).toEqual({ folder: 'cats/', name: '1.png' })
  expect(pathBelow('/pets/', '/pets/1.png')).toEqual({ folder: '', name: '1.png' })
  expect(pathBelow('/pets/', '/elsewhere/1.png')).toEqual({ folder: '/elsewhere/', name: '1.png' })
})
