import { describe, expect, it } from 'vitest'
import { en } from '../shared/messages/en.ts'
import { choiceOption, colorOption, numberOption, sizeOption, UsageError } from './parse-values.ts'

function complaint(act: () => unknown): string {
  try {
    act()
  } catch (error) {
    if (error instanceof UsageError) return error.say(en.cli)
    throw error
  }
  return 'no complaint'
}

describe('an option of the command line', () => {
  it('is a number within its bounds, or its default', () => {
    expect(numberOption('epochs', '3', 10, { least: 1, whole: true })).toBe(3)
    expect(numberOption('epochs', undefined, 10, { least: 1 })).toBe(10)
    for (const wrong of ['0', '1.5', '', ' ', 'three', 'NaN', 'Infinity']) {
      const said = complaint(() => numberOption('epochs', wrong, 10, { least: 1, most: 99, whole: true }))
      expect(said).toBe(`--epochs takes a whole number from 1 to 99; found “${wrong}”.`)
    }
  })

  it('is one of its words', () => {
    expect(choiceOption('fit', 'crop', ['pad', 'crop'], 'pad')).toBe('crop')
    expect(complaint(() => choiceOption('fit', 'bend', ['pad', 'crop'], 'pad'))).toContain('pad, crop')
  })

  it('is a color', () => {
    expect(colorOption('background', '#ff8000')).toEqual([255, 128, 0])
    for (const wrong of ['red', 'fff', '#12345g', ''])
      expect(complaint(() => colorOption('background', wrong))).toContain(`found “${wrong}”`)
  })

  it('is a size with one or more sides', () => {
    expect(sizeOption('size', '32', 2)).toEqual([32, 32])
    expect(sizeOption('size', '224x112', 2)).toEqual([224, 112])
    expect(sizeOption('input', '224×224×3', 3)).toEqual([224, 224, 3])
    for (const wrong of ['', '0', '32x', '32x32x32', '-1', '9999']) {
      expect(complaint(() => sizeOption('size', wrong, 2))).toContain(`found “${wrong}”`)
    }
  })
})
