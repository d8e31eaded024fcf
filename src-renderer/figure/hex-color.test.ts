import { expect, it } from 'vitest'
import { hexColor } from './hex-color.ts'

it.each([
  ['rgb(26, 27, 31)', '#1a1b1f'],
  ['rgba(26, 27, 31, 0.5)', '#1a1b1f'],
  ['color(srgb 0.482353 0.572549 0.941176)', '#7b92f0'],
  ['none', 'none'],
])('%s is written %s', (computed, written) => {
  expect(hexColor(computed)).toBe(written)
})
