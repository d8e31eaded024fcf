import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ordinaryJpeg } from './jpeg-header.ts'

const picture = (channels: 1 | 3 = 3) =>
  sharp({ create: { width: 37, height: 21, channels: 3, background: '#a40' } }).toColourspace(
    channels === 1 ? 'b-w' : 'srgb',
  )

test.each([
  ['colours', () => picture().jpeg()],
  ['grey', () => picture(1).jpeg()],
  ['progressive', () => picture().jpeg({ progressive: true })],
  ['with EXIF that does not turn it', () => picture().withMetadata({ orientation: 1 }).jpeg()],
  ['with a colour profile', () => picture().withIccProfile('p3').jpeg()],
])('an ordinary JPEG (%s) has the size that libvips says', async (_, encoded) => {
  const bytes = await encoded().toBuffer()
  const { height, width } = await sharp(bytes).metadata()
  expect(ordinaryJpeg(bytes)?.size).toEqual({ height, width })
})

test.each([
  ['turned by EXIF', () => picture().withMetadata({ orientation: 6 }).jpeg()],
  ['CMYK', () => picture().toColourspace('cmyk').jpeg()],
  ['no JPEG at all', () => picture().png()],
])('libvips is asked of one that is %s', async (_, encoded) => {
  expect(ordinaryJpeg(await encoded().toBuffer())).toBeUndefined()
})

test('a file that ends or lies anywhere in its header is left to libvips', async () => {
  const bytes = await picture().jpeg().toBuffer()
  for (let length = 0; length < 160; length++) {
    const found = ordinaryJpeg(bytes.subarray(0, length))?.size
    expect(found === undefined || found.width === 37).toBe(true)
  }
  for (let place = 2; place < 160; place++) {
    const wrong = Buffer.from(bytes)
    wrong[place] = 0xff - wrong[place]!
    expect(() => ordinaryJpeg(wrong)).not.toThrow()
  }
})
