import { closeSync, openSync, readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { fileErrorCode } from '../../../shared/file-errors.ts'
import type { PictureSource, ReadAnswer, ReadRequest } from './picture-reader.ts'

/** The program of a reading thread. Reads block it: calls that do not would cost more than the reading of a small picture. */
const { file, pictureBytes } = workerData as PictureSource

parentPort?.on('message', ({ indices, words }: ReadRequest) => {
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
  const failed = readInto(bytes, indices)
  const answer: ReadAnswer = failed === undefined ? { words } : { words, failed }
  parentPort?.postMessage(answer, [words.buffer])
})

/** Answers the system's code where the disk fails. */
function readInto(bytes: Uint8Array, indices: Int32Array): string | undefined {
  try {
    const descriptor = openSync(file, 'r')
    try {
      for (const { index, place } of inFileOrder(indices)) readPicture(descriptor, bytes, index, place)
    } finally {
      closeSync(descriptor)
    }
    return undefined
  } catch (error) {
    return fileErrorCode(error) ?? String(error)
  }
}

/** Each picture's index, and its place among `indices`; a disk with a moving head goes over the file once. */
function* inFileOrder(indices: Int32Array) {
  const count = indices.length
  // Both numbers in one, which sorts by the first; they stay below 2^53 up to 10^8 pictures in as many places.
  const keys = Float64Array.from(indices, (index, place) => index * count + place).sort()
  for (const key of keys) {
    const place = key % count
    yield { index: (key - place) / count, place }
  }
}

function readPicture(descriptor: number, bytes: Uint8Array, index: number, place: number): void {
  const [from, to] = [index * pictureBytes, place * pictureBytes]
  let done = 0
  while (done < pictureBytes) {
    const read = readSync(descriptor, bytes, to + done, pictureBytes - done, from + done)
    if (read === 0) throw Object.assign(new Error(`${file} ends too early`), { code: 'EOF' })
    done += read
  }
}
