import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetSummary, FileProblem, PicturePage } from '../../shared/contract/data.ts'
import type { ClassPictures } from '../../shared/contract/data-pictures.ts'
import { splitNames } from '../split.ts'
import { datasetsFolder, isDatasetId, storedFiles } from './layout.ts'
import { indexLines, readLine } from './lines.ts'

/** A stored data set's description; undefined: there is none, or none that this version can read. */
export async function readSummary(home: string, id: string): Promise<DatasetSummary | undefined> {
  if (!isDatasetId(id)) return undefined
  try {
    const text = await readFile(join(datasetsFolder(home), id, storedFiles.summary), 'utf8')
    const { version, ...summary } = JSON.parse(text) as DatasetSummary & { version: number }
    return version === 1 && summary.id === id ? summary : undefined
  } catch (error) {
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error)) return undefined
    throw error
  }
}

/** All stored data sets, the newest first. */
export async function readSummaries(home: string): Promise<DatasetSummary[]> {
  const names = await readdir(datasetsFolder(home)).catch(() => [])
  const found = await Promise.all(names.map(name => readSummary(home, name)))
  return found
    .filter(summary => summary !== undefined)
    .sort((a, b) => b.created.localeCompare(a.created) || a.id.localeCompare(b.id))
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
          pictures.push({ index, source, split: splitNames[split[index]!]! })
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
