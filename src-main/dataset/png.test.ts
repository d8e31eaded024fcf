import sharp from 'sharp'
import { expect, test } from 'vitest'
import { encodePng } from './png.ts'
import { seededRandom } from './random.ts'

test.each([1, 3] as const)('a picture of %i channels comes back from PNG as it was', async channels => {
  const random = seededRandom(channels)
  const pixels = Uint8Array.from({ length: 17 * 23 * channels }, () => Math.floor(256 * random()))
  const file = encodePng(pixels, { height: 17, width: 23, channels })
  const decoded = await sharp(file)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer()
  expect(decoded.equals(pixels)).toBe(true)
})

test('pixels that do not fill their shape are a bug', () => {
  expect(() => encodePng(new Uint8Array(5), { height: 2, width: 2, channels: 1 })).toThrow('5 values')
})
