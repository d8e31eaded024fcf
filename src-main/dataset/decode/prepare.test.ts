import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import {
  drawShape,
  encode,
  encodeBlackPng,
  type PictureFileFormat,
  temporaryFolder,
} from '../../../test/fixtures/make-dataset.ts'
import type { Fit, Preprocessing } from '../../shared/contract/data.ts'
import { problem } from '../../shared/result.ts'
import { encodePng, pngChunk } from '../png.ts'
import { seededRandom } from '../random.ts'
import { preparePicture } from './prepare.ts'

const grey32: Preprocessing = { shape: { height: 32, width: 32, channels: 1 }, color: 'grey', fit: 'pad' }
const rgb = (height: number, width: number, fit: Fit): Preprocessing => ({
  shape: { height, width, channels: 3 },
  color: 'rgb',
  fit,
})

async function pixelsOf(source: Parameters<typeof preparePicture>[0], preprocessing: Preprocessing) {
  const outcome = await preparePicture(source, preprocessing)
  if ('problem' in outcome) throw new Error(JSON.stringify(outcome.problem))
  return outcome.pixels
}

const digit = drawShape(1, { height: 28, width: 28, channels: 1 }, seededRandom(3))
for (let index = 0; index < 28; index++) digit.set([0], index) // ground in most of the border, as digits have it
for (let row = 0; row < 28; row++) {
  digit[row * 28] = 0
  digit[row * 28 + 27] = 0
}

describe('a digit of 28 x 28', () => {
  const fromIdx = () => pixelsOf({ pixels: digit, shape: { height: 28, width: 28, channels: 1 } }, grey32)

  test('lies unchanged in the middle of 32 x 32', async () => {
    const padded = await fromIdx()
    const inside = Array.from({ length: 28 }, (_, row) =>
      padded.subarray((row + 2) * 32 + 2, (row + 2) * 32 + 30),
    )
    expect(Buffer.concat(inside).equals(digit)).toBe(true)
    expect(padded.reduce((sum, value) => sum + value, 0)).toBe(digit.reduce((sum, value) => sum + value, 0))
  })

  test.each(['png', 'bmp', 'webp', 'tiff'] as const)(
    'is the same to the byte from a %s file as from an IDX file',
    async format => {
      const shape = { height: 28, width: 28, channels: 1 }
      const lossless = format === 'webp' ? await losslessWebp(digit) : await encode(digit, shape, format)
      expect(Buffer.compare(await pixelsOf(lossless, grey32), await fromIdx())).toBe(0)
    },
  )

  test('is the same in three channels', async () => {
    const grey = await fromIdx()
    const color = await pixelsOf(
      { pixels: digit, shape: { height: 28, width: 28, channels: 1 } },
      rgb(32, 32, 'pad'),
    )
    expect([...color]).toEqual([...grey].flatMap(value => [value, value, value]))
  })
})

const losslessWebp = (grey: Uint8Array) =>
  sharp(grey, { raw: { width: 28, height: 28, channels: 1 } })
    .webp({ lossless: true })
    .toBuffer()

/** Red left of the middle, blue right of it. */
function redAndBlue(height: number, width: number): Uint8Array {
  const pixels = new Uint8Array(height * width * 3)
  for (let index = 0; index < height * width; index++)
    pixels[3 * index + (index % width < width / 2 ? 0 : 2)] = 255
  return pixels
}

const at = (pixels: Uint8Array, width: number, row: number, column: number) => [
  ...pixels.subarray((row * width + column) * 3, (row * width + column) * 3 + 3),
]

describe('fitting', () => {
  const wide = encodePng(redAndBlue(40, 80), { height: 40, width: 80, channels: 3 })

  test('crop keeps the middle, stretch keeps everything', async () => {
    const [red, blue] = [
      [255, 0, 0],
      [0, 0, 255],
    ]
    for (const fit of ['crop', 'stretch'] as const) {
      const pixels = await pixelsOf(wide, rgb(20, 20, fit))
      expect([at(pixels, 20, 10, 2), at(pixels, 20, 10, 17)]).toEqual([red, blue])
    }
  })

  test('pad keeps the proportions and fills with the median of the border', async () => {
    const framed = new Uint8Array(40 * 80 * 3).fill(200)
    for (let row = 12; row < 28; row++) framed.fill(10, (row * 80 + 4) * 3, (row * 80 + 40) * 3) // something dark in it
    const pixels = await pixelsOf(
      encodePng(framed, { height: 40, width: 80, channels: 3 }),
      rgb(20, 20, 'pad'),
    )
    expect(at(pixels, 20, 0, 0)).toEqual([200, 200, 200])
    expect(at(pixels, 20, 19, 19)).toEqual([200, 200, 200])
    expect(at(pixels, 20, 10, 3)[0]).toBeLessThan(150)
  })

  test('a picture of one row is not lost', async () => {
    const line = encodePng(new Uint8Array(3000).fill(9), { height: 1, width: 1000, channels: 3 })
    expect((await pixelsOf(line, rgb(32, 32, 'pad'))).every(value => value === 9)).toBe(true)
  })
})

describe('a file', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('is turned as EXIF orientation %i says', async orientation => {
    const upright = { width: 40, height: 40, channels: 3 as const }
    const file = await sharp(redAndBlue(40, 40), { raw: upright })
      .withMetadata({ orientation })
      .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
      .toBuffer()
    const pixels = await pixelsOf(file, rgb(40, 40, 'crop'))
    // Where the red half of the stored picture has to go (EXIF 2.3, table 6).
    const red = { 1: 'left', 2: 'right', 3: 'right', 4: 'left', 5: 'top', 6: 'top', 7: 'bottom', 8: 'bottom' }
    const places = { left: [20, 2], right: [20, 37], top: [2, 20], bottom: [37, 20] } as const
    const [row, column] = places[red[orientation as 1] as keyof typeof places]
    expect(at(pixels, 40, row, column)[0]).toBeGreaterThan(240)
    expect(at(pixels, 40, 39 - row, 39 - column)[2]).toBeGreaterThan(240)
  })

  test.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif', 'bmp'] satisfies PictureFileFormat[])(
    'is read as %s, whatever its name',
    async format => {
      const file = await encode(redAndBlue(32, 32), { height: 32, width: 32, channels: 3 }, format)
      const [red, , blue] = at(await pixelsOf(file, rgb(32, 32, 'pad')), 32, 16, 4)
      expect(red).toBeGreaterThan(200)
      expect(blue).toBeLessThan(60)
    },
  )

  test('lies on white where it is transparent', async () => {
    const clear = { create: { width: 8, height: 8, channels: 4 as const, background: '#00000000' } }
    const pixels = await pixelsOf(await sharp(clear).png().toBuffer(), rgb(8, 8, 'pad'))
    expect(pixels.every(value => value === 255)).toBe(true)
  })

  test('keeps its levels when 16 bits become 8', async () => {
    const levels = Array.from({ length: 256 }, (_, level) => level)
    const pixels = await pixelsOf(grey16Png(levels), {
      shape: { height: 16, width: 16, channels: 1 },
      color: 'grey',
      fit: 'stretch',
    })
    expect([...pixels]).toEqual(levels)
  })

  test('of several frames gives its first, and says so', async () => {
    const frames = Buffer.concat([redAndBlue(8, 8), new Uint8Array(8 * 8 * 3)])
    const file = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
      .gif()
      .toBuffer()
    const outcome = await preparePicture(file, rgb(8, 8, 'pad'))
    expect(outcome).toMatchObject({ remark: { code: 'data.first-frame', params: { frames: 2 } } })
    expect('pixels' in outcome && at(outcome.pixels, 8, 4, 0)).toEqual([255, 0, 0])
  })
})

/** 16 x 16, grey, 16 bits a pixel. */
function grey16Png(levels: readonly number[]): Uint8Array {
  const plain = Buffer.from(encodePng(Uint8Array.from(levels), { height: 16, width: 16, channels: 1 }))
  const header = Buffer.from(plain.subarray(16, 29))
  header[8] = 16
  const rows = Buffer.alloc(16 * 33)
  for (const [index, level] of levels.entries())
    rows.writeUInt16BE(level * 257, Math.floor(index / 16) * 33 + 1 + 2 * (index % 16))
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND')]
  return Buffer.concat([plain.subarray(0, 8), ...chunks])
}

const remarkOf = async (bytes: Uint8Array, preprocessing = rgb(8, 8, 'pad')) => {
  const outcome = await preparePicture(bytes, preprocessing)
  return 'pixels' in outcome ? (outcome.remark?.params ?? null) : outcome.problem
}

describe('what was converted is said', () => {
  const raw = { raw: { width: 32, height: 32, channels: 3 as const } }
  const plain = () => sharp(redAndBlue(32, 32), raw)

  test('of printing colours, which come out as they look', async () => {
    const file = await plain().toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer()
    expect(await remarkOf(file)).toEqual({ changes: ['cmyk'] })
    const [red, , blue] = at(await pixelsOf(file, rgb(32, 32, 'pad')), 32, 16, 4)
    expect(red! - blue!).toBeGreaterThan(120)
  })

  test('of 16 bits, of turning, of both', async () => {
    expect(await remarkOf(grey16Png(Array(256).fill(7)))).toEqual({ changes: ['16-bit'] })
    const turned = await plain().withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await remarkOf(turned)).toEqual({ changes: ['turned'] })
    const both = await plain().toColourspace('rgb16').withMetadata({ orientation: 3 }).png().toBuffer()
    expect(await remarkOf(both)).toEqual({ changes: ['turned', '16-bit'] })
  })

  test('of transparency, where something shows through, on the background asked for', async () => {
    const opaque = await plain().ensureAlpha().png().toBuffer()
    expect(await remarkOf(opaque)).toBeNull()
    const half = { create: { width: 8, height: 8, channels: 4 as const, background: '#ff000080' } }
    const clear = await sharp(half).png().toBuffer()
    expect(await remarkOf(clear)).toEqual({ changes: ['transparent'] })
    const preprocessing: Preprocessing = { ...rgb(8, 8, 'crop'), background: [0, 0, 255] }
    expect(at(await pixelsOf(clear, preprocessing), 8, 4, 4)).toEqual([128, 0, 127])
    const grey: Preprocessing = {
      ...preprocessing,
      shape: { height: 8, width: 8, channels: 1 },
      color: 'grey',
    }
    const mixed = Uint8Array.from({ length: 192 }, (_, index) => [128, 0, 127][index % 3]!)
    expect(await pixelsOf(clear, grey)).toEqual(
      await pixelsOf(encodePng(mixed, { height: 8, width: 8, channels: 3 }), grey),
    )
  })
})

describe('a kind of picture that libvips does not read', () => {
  test.each([
    ['P1', 'P1\n# a comment\n4 2\n0011\n1 1 0 0\n', [255, 255, 0, 0, 0, 0, 255, 255]],
    ['P2', 'P2 4 2 15 0 5 10 15 15 10 5 0', [0, 85, 170, 255, 255, 170, 85, 0]],
    ['P4', 'P4\n4 2\n\x30\xc0', [255, 255, 0, 0, 0, 0, 255, 255]],
    ['P5', 'P5\n4 2\n255\n\x00\x01\x02\x03\x04\x05\x06\x07', [0, 1, 2, 3, 4, 5, 6, 7]],
    [
      'P5 of 16 bits',
      'P5 4 2 65535\n\0\0\x01\x01\x02\x02\x03\x03\x04\x04\x05\x05\x06\x06\xff\xff',
      [0, 1, 2, 3, 4, 5, 6, 255],
    ],
  ])('is %s of Netpbm', async (_, text, levels) => {
    const grey: Preprocessing = { shape: { height: 2, width: 4, channels: 1 }, color: 'grey', fit: 'stretch' }
    expect([...(await pixelsOf(Buffer.from(text, 'latin1'), grey))]).toEqual(levels)
    const cut = await preparePicture(Buffer.from(text.slice(0, -3), 'latin1'), grey)
    expect(cut).toMatchObject({ problem: { code: 'data.unreadable-picture' } })
  })

  test.each(['P3 2 1 255 255 0 0 0 0 255', 'P6 2 1 255\n\xff\0\0\0\0\xff'])('is %j of Netpbm', async text => {
    expect([...(await pixelsOf(Buffer.from(text, 'latin1'), rgb(1, 2, 'stretch')))]).toEqual([
      255, 0, 0, 0, 0, 255,
    ])
  })

  const heic = (name: string) =>
    readFile(join(import.meta.dirname, '../../../test/fixtures/heic', `${name}.heic`))

  test('is HEIC, turned as the file says, and the first of several', async () => {
    const upright = await pixelsOf(await heic('upright'), rgb(48, 64, 'stretch'))
    expect(at(upright, 64, 24, 4)[0]).toBeGreaterThan(240)
    expect(at(upright, 64, 24, 60)[2]).toBeGreaterThan(240)
    const turned = await preparePicture(await heic('turned'), rgb(64, 48, 'stretch'))
    expect(turned).toMatchObject({ size: { height: 64, width: 48 } })
    expect('pixels' in turned && at(turned.pixels, 48, 4, 24)[0]).toBeGreaterThan(240)
    expect(await remarkOf(await heic('several'))).toEqual({ frames: 2 })
    const whole = await heic('upright')
    const cut = await preparePicture(whole.subarray(0, whole.length - 60), rgb(8, 8, 'pad'))
    expect(cut).toMatchObject({ problem: { code: 'data.unreadable-picture' } })
  })
})

test('a JPEG whose JFIF version is unheard of is read all the same', async () => {
  const red = { create: { width: 40, height: 40, channels: 3, background: '#f00' } } as const
  const jpeg = await sharp(red).jpeg().toBuffer()
  const jfif = Buffer.from('ffe000104a46494600020100000100010000', 'hex')
  const unheardOf = Buffer.concat([jpeg.subarray(0, 2), jfif, jpeg.subarray(2)])
  expect((await pixelsOf(unheardOf, rgb(8, 8, 'stretch')))[0]).toBeGreaterThan(240)
})

describe('a drawing', () => {
  const svg = (inside: string, size = 'width="24" height="24"') =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 24 24">${inside}</svg>`)

  test('is drawn as large as it is needed, on the background', async () => {
    const file = svg('<path d="M12 0H24V24H12Z" fill="#00f"/>')
    const pixels = await pixelsOf(file, { ...rgb(96, 96, 'pad'), background: [255, 0, 0] })
    expect([at(pixels, 96, 48, 46), at(pixels, 96, 48, 49)]).toEqual([
      [255, 0, 0],
      [0, 0, 255],
    ])
    expect(await remarkOf(svg('<rect width="24" height="24"/>', 'width="1000" height="1000"'))).toBeNull()
  })

  test('reads no other file', async () => {
    const { path, remove } = await temporaryFolder()
    const other = join(path, 'red.png')
    await writeFile(other, encodePng(redAndBlue(8, 8), { height: 8, width: 8, channels: 3 }))
    const file = svg(
      `<image href="${pathToFileURL(other)}" width="24" height="24"/><image href="${other}" width="24" height="24"/>`,
    )
    expect((await pixelsOf(file, rgb(8, 8, 'pad'))).every(value => value === 255)).toBe(true)
    await remove()
  })
})

describe('what is refused', () => {
  const shape = { height: 64, width: 64, channels: 3 }
  const drawn = drawShape(1, shape, seededRandom(7))
  const refusal = async (bytes: Uint8Array) => {
    const outcome = await preparePicture(bytes, grey32)
    return 'problem' in outcome ? outcome.problem : undefined
  }

  test('a picture that is too large is told from its header', async () => {
    expect(await refusal(encodeBlackPng(20_000, 20_000))).toEqual({
      code: 'data.too-large',
      params: { width: 20_000, height: 20_000, limit: 268 },
    })
  })

  test.each(['jpeg', 'png', 'bmp', 'webp', 'gif', 'tiff'] satisfies PictureFileFormat[])(
    'a %s that is cut off',
    async format => {
      const whole = await encode(drawn, shape, format)
      const found = await refusal(whole.subarray(0, Math.floor(whole.length * 0.6)))
      expect(found?.code).toBe('data.unreadable-picture')
      if (format === 'jpeg' || format === 'png' || format === 'bmp')
        expect(found?.params).toMatchObject({ reason: 'cut-off' })
    },
  )

  test('a damaged picture', async () => {
    const whole = Buffer.from(await encode(drawn, shape, 'png'))
    whole.fill(0x5a, 60, 260)
    expect(await refusal(whole)).toMatchObject({
      code: 'data.unreadable-picture',
      params: { reason: 'damaged' },
    })
  })

  test.each([
    ['', 'empty'],
    ['A letter to my aunt.\n', 'text'],
    ['<!DOCTYPE html><html>', 'web-page'],
    ['%PDF-1.7', 'pdf'],
    ['PK\x03\x04', 'archive'],
    ['BM, who wrote this, is not a picture', 'text'],
    ['\0\x01\x02\x03', 'unknown'],
  ] as const)('%j is no picture but %s', async (content, found) => {
    expect(await refusal(Buffer.from(content, 'latin1'))).toEqual({
      code: 'data.not-a-picture',
      params: { found },
    })
  })

  test('a kind of picture that can not be read is named', async () => {
    expect(await refusal(Buffer.from('\0\0\0\x0cJXL ', 'latin1'))).toEqual({
      code: 'data.unsupported-picture',
      params: { format: 'JPEG XL' },
    })
  })

  test('a file that is not there, and one that the disk can not read', async () => {
    expect(await preparePicture('/nowhere/at all.png', grey32)).toMatchObject({
      problem: { code: 'data.vanished' },
    })
    if (process.platform === 'linux')
      expect(await preparePicture('/proc/self/mem', grey32)).toMatchObject({
        problem: { code: 'data.unreadable-file', params: { reason: 'EIO' } },
      })
  })
})

/** An uncompressed TIFF of 8 bits a channel, little-endian; `extra`: what channels beyond the colours mean. (Adobe, "TIFF 6.0", section 2.) */
function encodeTiff(bands: number, photometric: number, extra: readonly number[]): Buffer {
  const side = 4
  const entries: [tag: number, values: readonly number[]][] = [
    [256, [side]],
    [257, [side]],
    [258, Array<number>(bands).fill(8)],
    [259, [1]],
    [262, [photometric]],
    [273, [1000]],
    [277, [bands]],
    [278, [side]],
    [279, [side * side * bands]],
    [338, extra],
  ]
  const file = Buffer.alloc(1000 + side * side * bands, 100)
  file.write('II*\0\x08\0\0\0', 'latin1')
  file.writeUInt16LE(entries.length, 8)
  for (const [place, [tag, values]] of entries.entries()) {
    const at = 10 + 12 * place
    const elsewhere = 500 + 20 * place
    file.fill(0, at, at + 12)
    file.writeUInt16LE(tag, at)
    file.writeUInt16LE(3, at + 2)
    file.writeUInt32LE(values.length, at + 4)
    if (values.length > 2) file.writeUInt32LE(elsewhere, at + 8)
    for (const [index, value] of values.entries())
      file.writeUInt16LE(value, (values.length > 2 ? elsewhere : at + 8) + 2 * index)
  }
  file.writeUInt32LE(0, 10 + 12 * entries.length)
  return file
}

test.each([
  [3, 1, [0, 0]],
  [5, 2, [0, 0]],
  [6, 2, [0, 0, 0]],
  [10, 1, Array<number>(9).fill(0)],
] as const)(
  'a TIFF of %i channels that no colour space has is refused as such',
  async (bands, photometric, extra) => {
    for (const preprocessing of [grey32, rgb(8, 8, 'crop')])
      expect(await preparePicture(encodeTiff(bands, photometric, extra), preprocessing)).toMatchObject({
        problem: problem('data.unsupported-picture', { format: 'TIFF (multispectral)' }),
      })
  },
)

test('a TIFF with its transparency in a fourth channel is read', async () => {
  expect((await pixelsOf(encodeTiff(4, 2, [2]), rgb(8, 8, 'stretch'))).length).toBe(192)
})
