import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Shape } from '../../shared/architecture/spec.ts'
import { storedFiles } from '../store/layout.ts'
import { createMeasurer } from './measure-picture.ts'
import { allocateMeasurements, type Measurements } from './measurements.ts'

/** Bytes read at a time. */
const chunk = 4 * 2 ** 20

/** Reads a data set's pixels once, front to back, and measures every picture. Blocks its thread. `onProgress`: pictures done so far. */
export function measureDataset(
  folder: string,
  { count, shape }: { readonly count: number; readonly shape: Shape },
  onProgress: (done: number) => void,
): Measurements {
  const measurements = allocateMeasurements(count, shape)
  const measure = createMeasurer(shape)
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

export function readWhole(descriptor: number, bytes: Uint8Array, position: number, file: string): void {
  let done = 0
  while (done < bytes.length) {
    const read = readSync(descriptor, bytes, done, bytes.length - done, position + done)
    if (read === 0) throw Object.assign(new Error(`${file} ends too early`), { code: 'EOF' })
    done += read
  }
}
