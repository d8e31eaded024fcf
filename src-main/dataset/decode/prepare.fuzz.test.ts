import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleDecoder } from '../../../test/fixtures/bundle-decoder.ts'
import { drawShape, encode, encodeBlackPng } from '../../../test/fixtures/make-dataset.ts'
import { fuzzCases, mutate } from '../../../test/fixtures/mutate.ts'
import type { Preprocessing } from '../../shared/contract/data.ts'
import { messagesFor, sayProblem } from '../../shared/messages/messages.ts'
import { seededRandom } from '../random.ts'
import { createDecoder, type Decoder } from './decoder.ts'

const preprocessing: Preprocessing = {
  shape: { height: 32, width: 32, channels: 3 },
  color: 'rgb',
  fit: 'pad',
}

let decoder: Decoder
beforeAll(async () => {
  decoder = createDecoder({ workerFile: await bundleDecoder() })
})
afterAll(() => decoder.close())

/** A picture of every kind that is read. */
async function seeds(): Promise<Record<string, Uint8Array>> {
  const shape = { height: 48, width: 40, channels: 3 }
  const pixels = drawShape(2, shape, seededRandom(5))
  const image = () => sharp(pixels, { raw: { width: 40, height: 48, channels: 3 } })
  const grey = sharp(pixels.subarray(0, 1920), { raw: { width: 40, height: 48, channels: 1 } })
  const files: Record<string, Uint8Array> = {
    'progressive jpeg': await image().jpeg({ progressive: true }).toBuffer(),
    'cmyk jpeg': await image().toColourspace('cmyk').jpeg().toBuffer(),
    'palette png': await image().png({ palette: true }).toBuffer(),
    '16-bit png': await image().toColourspace('rgb16').png().toBuffer(),
    'transparent png': await image().ensureAlpha(0.5).png().toBuffer(),
    'interlaced png': await grey.png({ progressive: true }).toBuffer(),
    'lossless webp': await image().webp({ lossless: true }).toBuffer(),
    'tiled tiff': await image().tiff({ tile: true, compression: 'deflate' }).toBuffer(),
    'jpeg in tiff': await image().tiff({ compression: 'jpeg' }).toBuffer(),
    animation: await sharp(Buffer.concat([pixels, pixels]), {
      raw: { width: 40, height: 96, channels: 3, pageHeight: 48 },
    })
      .gif()
      .toBuffer(),
    svg: Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="48"><defs><g id="a"><circle r="9" fill="red"/></g></defs><use href="#a" x="9" y="9"/></svg>',
    ),
    ppm: Buffer.concat([Buffer.from('P6 40 48 255\n'), pixels]),
    pgm: Buffer.from(`P2 4 4 9 ${'1 2 3 4 '.repeat(4)}`),
    black: encodeBlackPng(3000, 3000),
    heic: await readFile(join(import.meta.dirname, '../../../test/fixtures/heic/several.heic')),
  }
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'bmp'] as const)
    files[format] = await encode(pixels, shape, format)
  return files
}

const cases = fuzzCases(220)

test(
  'a spoilt picture is decoded or refused with a reason, and nothing else happens',
  async () => {
    const kinds = Object.entries(await seeds())
    const spoilt = Array.from({ length: cases }, (_, index) =>
      mutate(kinds[index % kinds.length]![1], seededRandom(11, index)),
    )
    const outcomes = await decoder.decodePictures(spoilt, preprocessing)
    const counts = new Map<string, Record<string, number>>()
    for (const [index, outcome] of outcomes.entries()) {
      const found = 'problem' in outcome ? outcome.problem.code : 'used'
      const [kind] = kinds[index % kinds.length]!
      const row = counts.get(kind) ?? {}
      counts.set(kind, { ...row, [found]: (row[found] ?? 0) + 1 })
      if ('pixels' in outcome) expect(outcome.pixels).toHaveLength(32 * 32 * 3)
      else
        for (const language of ['en', 'zh-CN'] as const)
          expect(sayProblem(messagesFor(language), outcome.problem)).not.toMatch(/undefined|\[object/)
    }
    expect(outcomes).toHaveLength(cases)
    if (process.env['LENSLET_FUZZ']) console.table(Object.fromEntries(counts))
    // The process may die of a picture and is started again; of these it does not.
    expect([...counts.values()].some(row => row['data.decoder-died'])).toBe(false)
  },
  60_000 + 200 * cases,
)
