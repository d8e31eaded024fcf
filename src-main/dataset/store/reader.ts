import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileProblem, PicturePage } from '../../shared/contract/data.ts'
import { type ClassPictures, partsByCode } from '../../shared/contract/data-pictures.ts'
import type { DatasetContent } from '../change/content.ts'
import type { Description } from './description.ts'
import { storedFiles } from './layout.ts'
import { indexLines, readLine } from './lines.ts'
import { fromLittleEndian } from './little-endian.ts'

/** Labels, parts and names of a stored version. */
export async function readContent(
  folder: string,
  { name, classes, seed }: Description,
): Promise<DatasetContent> {
  const [labels, split] = await Promise.all([
    readFile(join(folder, storedFiles.labels)),
    readFile(join(folder, storedFiles.split)),
  ])
  return {
    name,
    classes: classes.map(({ name }) => name),
    labels: fromLittleEndian(labels),
    split: Uint8Array.from(split),
    seed,
  }
}

/** SHA-256 of the stored pixels, hexadecimal. */
export async function hashPixels(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const chunks = createReadStream(join(folder, storedFiles.images), { highWaterMark: 1 << 18 })
  for await (const chunk of chunks as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}

export interface OpenDataset {
  all(classIndex: number): ClassPictures
  /** Where a picture came from. */
  source(index: number): Promise<string>
  page(classIndex: number, offset: number, limit: number): Promise<PicturePage>
}

/** Reads what pages of pictures are drawn from: labels and split whole, the sources' names as they are asked for. */
export async function openDataset(folder: string): Promise<OpenDataset> {
  const labelBytes = await readFile(join(folder, storedFiles.labels))
  const split = await readFile(join(folder, storedFiles.split))
  const sources = join(folder, storedFiles.sources)
  const lines = await indexLines(sources)
  const ofClass = new Map<number, number[]>()
  for (let index = 0; index < split.length; index++) {
    const label = labelBytes.readUInt16LE(2 * index)
    const indices = ofClass.get(label)
    if (indices) indices.push(index)
    else ofClass.set(label, [index])
  }

  return {
    all: classIndex => {
      const indices = Uint32Array.from(ofClass.get(classIndex) ?? [])
      return { indices, parts: Uint8Array.from(indices, index => split[index]!) }
    },
    async source(index) {
      const handle = await open(sources)
      try {
        return JSON.parse(await readLine(handle, lines, index)) as string
      } finally {
        await handle.close()
      }
    },
    async page(classIndex, offset, limit) {
      const all = ofClass.get(classIndex) ?? []
      const handle = await open(sources)
      try {
        const pictures = []
        for (const index of all.slice(offset, offset + limit)) {
          const source = JSON.parse(await readLine(handle, lines, index)) as string
          pictures.push({ index, source, split: partsByCode[split[index]!]! })
        }
        return { total: all.length, pictures }
      } finally {
        await handle.close()
      }
    },
  }
}

/** One picture's pixels, `length` bytes. */
export async function readPixels(folder: string, index: number, length: number): Promise<Uint8Array> {
  const handle = await open(join(folder, storedFiles.images))
  try {
    const pixels = new Uint8Array(length)
    await handle.read(pixels, 0, length, index * length)
    return pixels
  } finally {
    await handle.close()
  }
}

export async function readProblems(folder: string): Promise<FileProblem[]> {
  const text = await readFile(join(folder, storedFiles.problems), 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as FileProblem)
}
