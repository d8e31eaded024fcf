import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Shape } from '../../shared/architecture/spec.ts'
import type { Finding } from '../../shared/contract/data-doctor.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import type { DatasetContent } from '../change/content.ts'
import { splitCodes } from '../parts.ts'
import { storedFiles } from '../store/layout.ts'
import { confidentDisagreements, type Opinions } from './confident-disagreement.ts'
import { packSingles } from './groups.ts'
import { type Listing, picturesInUse } from './subject.ts'

/** A run's network, ready to look at pictures: uint8, count x height x width x channels; answers count x `classNames`, row by row. */
export interface Classifier {
  readonly shape: Shape
  readonly classNames: readonly string[]
  /** The version of a data set that the run learnt from. */
  readonly datasetId: string
  readonly classify: (count: number, pictures: Uint8Array) => Promise<Result<Float32Array>>
}

export type Classify = (runId: string) => Promise<Result<Classifier>>

/** Bytes of pictures that go to the network at a time. */
const chunk = 2 ** 20

/**
 * The labels that a run's network firmly disagrees with (`confidentDisagreements`), over all pictures in use: first those that it did not learn from. `learntFrom`: the
 * parts of the version that it did, whose pictures are the first of this one's; undefined where it was another data set.
 */
export async function findDoubtfulLabels(
  { folder, shape, content }: { folder: string; shape: Shape; content: DatasetContent },
  runId: string,
  network: Classifier,
  learntFrom: Uint8Array | undefined,
  onProgress: (done: number, total: number) => void,
): Promise<Result<{ finding: Finding; listing: Listing }>> {
  const pictures = picturesInUse(content.split)
  const places = placesOfClasses(network, shape, content, pictures)
  if (!places.ok) return places
  const opinions = await ask(network, places.value, { folder, shape, content, pictures }, onProgress)
  if (!opinions.ok) return opinions
  const { guessed, probabilities } = opinions.value
  const isUnseen = (index: number) => learntFrom?.[index] !== splitCodes.train
  const found = confidentDisagreements(opinions.value, content.labels, content.classes.length)
  const unseen = found.filter(place => isUnseen(pictures[place]!))
  const doubtful = [...unseen, ...found.filter(place => !isUnseen(pictures[place]!))]
  const finding: Finding = {
    kind: 'doubtful-labels',
    severity: doubtful.length > 0 ? 'warning' : 'good',
    groups: doubtful.length,
    values: {
      runId,
      pictures: doubtful.length,
      examined: pictures.length,
      unseen: learntFrom && { pictures: unseen.length, examined: pictures.filter(isUnseen).length },
    },
    cures: [],
  }
  const listing: Listing = {
    groups: packSingles(doubtful.map(place => pictures[place]!)),
    guesses: {
      classes: Uint16Array.from(doubtful, place => guessed[place]!),
      probabilities: Float32Array.from(doubtful, place => probabilities[place]!),
    },
  }
  return success({ finding, listing })
}

/** Where the network has each class of the data set; -1: nowhere, which only classes without pictures may be. */
function placesOfClasses(
  network: Classifier,
  shape: Shape,
  { classes, labels }: DatasetContent,
  pictures: Int32Array,
): Result<number[]> {
  const print = ({ height, width, channels }: Shape) => `${height} × ${width} × ${channels}`
  if (print(network.shape) !== print(shape))
    return failure('network.data-mismatch', { needed: print(network.shape), found: print(shape) })
  const places = classes.map(name => network.classNames.indexOf(name))
  const present = new Set(pictures.map(index => labels[index]!))
  if ([...present].every(label => places[label]! >= 0)) return success(places)
  return failure('prediction.other-classes', {
    needed: network.classNames.join(', '),
    found: classes.join(', '),
  })
}

async function ask(
  network: Classifier,
  places: readonly number[],
  data: { folder: string; shape: Shape; content: DatasetContent; pictures: Int32Array },
  onProgress: (done: number, total: number) => void,
): Promise<Result<Opinions>> {
  const { folder, shape, content, pictures } = data
  const size = shape.height * shape.width * shape.channels
  const perChunk = Math.max(1, Math.floor(chunk / size))
  const labelAt = new Map(places.map((place, label) => [place, label]))
  const guessed = new Uint16Array(pictures.length)
  const probabilities = new Float32Array(pictures.length)
  const own = new Float32Array(pictures.length)
  const handle = await open(join(folder, storedFiles.images))
  try {
    for (let start = 0; start < pictures.length; start += perChunk) {
      const part = pictures.subarray(start, start + perChunk)
      const bytes = new Uint8Array(part.length * size)
      for (const [place, index] of part.entries()) await handle.read(bytes, place * size, size, index * size)
      const answer = await network.classify(part.length, bytes)
      if (!answer.ok) return answer
      for (const [place, index] of part.entries()) {
        const row = answer.value.subarray(
          place * network.classNames.length,
          (place + 1) * network.classNames.length,
        )
        const best = greatest(row)
        // A class that the data set does not have stands for none of its labels.
        guessed[start + place] = labelAt.get(best) ?? content.labels[index]!
        probabilities[start + place] = row[best]!
        own[start + place] = row[places[content.labels[index]!]!]!
      }
      onProgress(start + part.length, pictures.length)
    }
  } finally {
    await handle.close()
  }
  return success({ pictures, guessed, probabilities, own })
}

function greatest(row: Float32Array): number {
  let best = 0
  for (let place = 1; place < row.length; place++) if (row[place]! > row[best]!) best = place
  return best
}
