import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import type { Shape } from '../../shared/architecture/spec.ts'
import { storedFiles } from '../store/layout.ts'
import { createMeasurer } from './measure-picture.ts'
import { allocateMeasurements, type Measurements } from './measurements.ts'
import { openPictures } from './open-pictures.ts'
import { readWhole } from './read-whole.ts'
import { medianSpectrum } from './signature.ts'
import { spectrum, spectrumLength } from './spectrum.ts'

/** Bytes read at a time. */
const chunk = 4 * 2 ** 20
/** Pictures that say what is usual in the data set, evenly from all of it. */
const sampled = 1024

/** Measures every picture of a data set, whose pixels it reads front to back, a few beforehand. Blocks its thread. `onProgress`: pictures done so far. */
export function measureDataset(
  folder: string,
  { count, shape }: { readonly count: number; readonly shape: Shape },
  onProgress: (done: number) => void,
): Measurements {
  const measurements = allocateMeasurements(count, shape)
  const measure = createMeasurer(shape, usualSpectrum(folder, { count, shape }))
  const size = shape.height * shape.width * shape.channels
  const perChunk = Math.max(1, Math.floor(chunk / size))
  const bytes = new Uint8Array(perChunk * size)
  const file = join(folder, storedFiles.images)
  const descriptor = openSync(file, 'r')
  try {
    for (let start = 0; start < count; start += perChunk) {
      const pictures = Math.min(perChunk, count - start)
      readWhole(descriptor, bytes.subarray(0, pictures * size), start * size, file)
      for (let place = 0; place < pictures; place++) {
        measure(bytes.subarray(place * size, (place + 1) * size), start + place, measurements)
      }
      onProgress(start + pictures)
    }
  } finally {
    closeSync(descriptor)
  }
  return measurements
}

function usualSpectrum(
  folder: string,
  { count, shape }: { readonly count: number; readonly shape: Shape },
): Float32Array {
  const looked = Math.min(sampled, count)
  const spectra = new Float32Array(looked * spectrumLength)
  const pictures = openPictures(folder, shape)
  try {
    for (let look = 0; look < looked; look++) {
      const { half } = pictures.picture(Math.floor((look * count) / looked))
      spectrum(half, spectra.subarray(look * spectrumLength, (look + 1) * spectrumLength))
    }
  } finally {
    pictures.close()
  }
  return medianSpectrum(spectra)
}
