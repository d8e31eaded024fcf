import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Shape } from '../shared/architecture/spec.ts'
import type { BenchResult } from '../shared/contract/engine.ts'
import { writeProblem } from '../shared/file-errors.ts'
import { type Result, success } from '../shared/result.ts'
import type { Decoder } from './decode/decoder.ts'
import { encodePng } from './png.ts'
import { createDatasets } from './service.ts'

const classes = 4
const picturesOfClass = 64
/** As wide as the pictures of common sets of photographs, cut to squares. */
const side = 256

/**
 * Speed of importing pictures at the size `shape`: PNG files made up on the spot are imported into a home of their own, again and again for
 * `seconds`; each import is a run. Nothing of it stays.
 */
export async function benchImport(
  decoder: Decoder,
  shape: Shape,
  seconds: number,
): Promise<Result<BenchResult>> {
  const folder = await mkdtemp(join(tmpdir(), 'lenslet-import-'))
  try {
    const pictures = join(folder, 'pictures')
    await writePictures(pictures)
    const home = join(folder, 'home')
    const datasets = createDatasets({ home, samplesFolder: '', decoder })
    const { height, width, channels } = shape
    const options = {
      shape: { height, width, channels },
      color: channels === 1 ? 'grey' : 'rgb',
      fit: 'pad',
      validation: 0.1,
      test: 0,
      seed: 1,
    } as const
    const hooks = { onProgress: () => undefined, signal: new AbortController().signal }
    const runs: number[] = []
    const until = performance.now() + 1000 * seconds
    do {
      const start = performance.now()
      const imported = await datasets.import({ kind: 'paths', paths: [pictures] }, options, hooks)
      if (!imported.ok) return imported
      runs.push((1000 * imported.value.images) / (performance.now() - start))
      await datasets.remove(imported.value.id)
    } while (performance.now() < until)
    return success({
      imagesPerSecond: runs.toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? 0,
      runs,
      peakRssBytes: process.resourceUsage().maxRSS * 1024,
    })
  } catch (error) {
    return { ok: false, problem: writeProblem(error, folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each is another part of one pattern of slopes, which packs no better than a photograph does. */
async function writePictures(folder: string): Promise<void> {
  const length = side * side * 3
  const apart = 97
  const pattern = Uint8Array.from(
    { length: length + apart * classes * picturesOfClass },
    (_, place) => (place >> 8) + ((place * place) >> 5),
  )
  for (let label = 0; label < classes; label++) {
    const own = join(folder, `class-${label}`)
    await mkdir(own, { recursive: true })
    for (let number = 0; number < picturesOfClass; number++) {
      const start = apart * (label * picturesOfClass + number)
      const pixels = pattern.subarray(start, start + length)
      const file = encodePng(pixels, { height: side, width: side, channels: 3 })
      await writeFile(join(own, `${number}.png`), file)
    }
  }
}
