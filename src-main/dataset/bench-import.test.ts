import { afterAll, beforeAll, expect, it } from 'vitest'
import { bundleDecoder } from '../../test/fixtures/bundle-decoder.ts'
import { benchImport } from './bench-import.ts'
import { createDecoder, type Decoder } from './decode/decoder.ts'

let decoder: Decoder
beforeAll(async () => {
  decoder = createDecoder({ workerFile: await bundleDecoder() })
})
afterAll(() => decoder.close())

it('measures the import of made-up pictures at the size asked for', async () => {
  const measured = await benchImport(decoder, { height: 16, width: 24, channels: 3 }, 0.1)

  if (!measured.ok) throw new Error(measured.problem.code)
  const { imagesPerSecond, runs, peakRssBytes } = measured.value
  expect(runs).toContain(imagesPerSecond)
  expect(imagesPerSecond).toBeGreaterThan(0)
  expect(peakRssBytes).toBeGreaterThan(2 ** 20)
})
