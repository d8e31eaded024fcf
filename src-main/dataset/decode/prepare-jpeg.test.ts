import sharp from 'sharp'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fit, Preprocessing } from '../../shared/contract/data.ts'
import { seededRandom } from '../random.ts'
import { prepareJpeg } from './prepare-jpeg.ts'

/** Waves of several lengths in colours, with grain: what photographs are made of. */
function photo(height: number, width: number) {
  const random = seededRandom(height, width)
  const pixels = new Uint8ClampedArray(height * width * 3)
  for (let index = 0; index < pixels.length; index++) {
    const [row, column] = [Math.floor(index / 3 / width), Math.floor(index / 3) % width]
    const slow = 60 * Math.sin(0.01 * column + 0.02 * row + (index % 3))
    const quick = 30 * Math.sin(0.3 * column - 0.2 * row + 2 * (index % 3))
    pixels[index] = 128 + slow + quick + 20 * (random() - 0.5)
  }
  return sharp(Buffer.from(pixels.buffer), { raw: { width, height, channels: 3 } })
}

function preprocessing(height: number, width: number, fit: Fit, color: 'rgb' | 'grey'): Preprocessing {
  return { shape: { height, width, channels: color === 'grey' ? 1 : 3 }, color, fit }
}

describe.each([
  { from: [256, 256], to: [64, 64], what: 'reduced by a whole number' },
  { from: [300, 400], to: [64, 64], what: 'reduced unlike in both directions' },
  { from: [333, 217], to: [100, 61], what: 'reduced by a fraction' },
  { from: [400, 480], to: [20, 20], what: 'reduced much' },
  { from: [40, 30], to: [64, 64], what: 'enlarged' },
  { from: [28, 28], to: [28, 28], what: 'as large as it is wanted' },
  { from: [200, 30], to: [64, 64], what: 'reduced in one direction and enlarged in the other' },
  { from: [400, 500], to: [260, 300], what: 'so large that libvips brings it to size' },
] as const)('a JPEG $what ($from to $to)', ({ from, to }) => {
  let jpeg: Buffer
  beforeAll(async () => {
    jpeg = await photo(from[0], from[1]).jpeg({ quality: 90 }).toBuffer()
  })

  test.each([
    ['stretch', 'rgb', 'fill', 'srgb'],
    ['stretch', 'grey', 'fill', 'b-w'],
    ['crop', 'rgb', 'cover', 'srgb'],
    ['crop', 'grey', 'cover', 'b-w'],
  ] as const)('looks as sharp would have it (%s, %s)', async (fit, color, sharpFit, space) => {
    const found = await prepareJpeg(jpeg, preprocessing(to[0], to[1], fit, color))
    // From decoded pixels: of a JPEG file, libvips leaves out rows and columns of whole blocks before it reduces it.
    const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true })
    const expected = await sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } })
      .resize(to[1], to[0], { fit: sharpFit })
      .toColourspace(space)
      .raw()
      .toBuffer()
    expect(found?.size).toEqual({ height: from[0], width: from[1] })
    const differences = Array.from(expected, (value, index) => Math.abs(value - found!.pixels[index]!))
    expect(found?.pixels).toHaveLength(expected.length)
    expect(differences.reduce((most, difference) => Math.max(most, difference), 0)).toBeLessThanOrEqual(8)
    expect(differences.reduce((sum, value) => sum + value, 0) / differences.length).toBeLessThan(1.5)
  })
})

const plain = (options = {}) => photo(40, 40).jpeg(options).toBuffer()

describe('a JPEG goes the short way', () => {
  const asked = preprocessing(16, 16, 'pad', 'rgb')

  test.each([
    ['grey', () => photo(40, 40).toColourspace('b-w').jpeg().toBuffer()],
    ['progressive', () => plain({ progressive: true })],
    ['with half as many colours', () => plain({ chromaSubsampling: '4:2:0' })],
    ['of sRGB that says so', () => photo(40, 40).withIccProfile('srgb').jpeg().toBuffer()],
  ])('when it is %s', async (_, make) => {
    expect(await prepareJpeg(await make(), asked)).toMatchObject({ size: { height: 40, width: 40 } })
  })

  test.each([
    ['of other colours', () => photo(40, 40).withIccProfile('p3').jpeg().toBuffer()],
    ['turned', () => photo(40, 40).withMetadata({ orientation: 8 }).jpeg().toBuffer()],
    ['cut off', async () => (await photo(80, 80).jpeg().toBuffer()).subarray(0, 1200)],
    ['without its last two bytes', async () => (await plain()).subarray(0, -2)],
    ['no JPEG', () => photo(40, 40).png().toBuffer()],
    [
      'one of more scans than a person would make',
      async () => Buffer.concat([await plain(), Buffer.alloc(202, '\xff\xda', 'latin1')]),
    ],
  ])('but not when it is %s', async (_, make) => {
    expect(await prepareJpeg(await make(), asked)).toBeUndefined()
  })
})
