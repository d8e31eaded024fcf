import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Description } from '../store/description.ts'
import { storedFiles } from '../store/layout.ts'
import { fromLittleEndian } from '../store/little-endian.ts'
import { diagnose } from './diagnose.ts'
import type { ExaminationMessage, ExaminationRequest } from './examination.ts'
import { measureDataset } from './measure-dataset.ts'
import { openPictures } from './open-pictures.ts'
import { picturesInUse } from './subject.ts'

/** Examines a stored data set, blocking its thread. `say`: progress from time to time. Throws file errors. */
export function examineDataset(
  { folder, summary, content, known }: ExaminationRequest,
  say: (message: Extract<ExaminationMessage, { kind: 'progress' }>) => void,
): Extract<ExaminationMessage, { kind: 'done' }> {
  const { images, files, skipped, problemCount } = summary
  const { shape } = summary.preprocessing
  const pixels = readPixelsHash(folder)
  const isKnown = known !== undefined && pixels !== null && known.pixels === pixels
  const tell = createTeller(2 * images, say)
  const measurements = isKnown
    ? known.measurements
    : measureDataset(folder, { count: images, shape }, done => tell(done))
  const unusable = Math.max(0, files - images - skipped)
  const pictures = openPictures(folder, shape)
  try {
    const diagnosis = diagnose(
      {
        shape,
        content,
        measurements,
        sizes: readSizes(folder, images),
        files: { unusable, remarked: Math.max(0, problemCount - unusable) },
        inUse: picturesInUse(content.split),
      },
      pictures.picture,
      share => tell(images + share * images),
    )
    return { kind: 'done', diagnosis, known: { pixels, measurements } }
  } finally {
    pictures.close()
  }
}

/** Null in what format 1 stored. */
function readPixelsHash(folder: string): string | null {
  const description = JSON.parse(
    readFileSync(join(folder, storedFiles.summary), 'utf8'),
  ) as Partial<Description>
  return description.pixels ?? null
}

function readSizes(folder: string, images: number): Uint16Array | null {
  const path = join(folder, storedFiles.sizes)
  if (!existsSync(path)) return null
  const sizes = fromLittleEndian(readFileSync(path))
  return sizes.length === 2 * images ? sizes : null
}

/** A hundred times in all at most. */
function createTeller(
  total: number,
  say: (message: { kind: 'progress'; done: number; total: number }) => void,
) {
  let told = 0
  return (done: number) => {
    if (done - told < total / 100) return
    told = done
    say({ kind: 'progress', done: Math.round(done), total })
  }
}
