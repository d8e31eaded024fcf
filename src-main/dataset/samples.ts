import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleId } from '../shared/contract/data.ts'

/** `sample.json` beside a sample's IDX files. */
export interface Sample {
  readonly name: string
  readonly classNames: readonly string[]
  /** Its own division, whatever an import asks for: results on a sample can then be compared. */
  readonly validation: number
  readonly test: number
}

export const sampleFolder = (samplesFolder: string, sample: SampleId) => join(samplesFolder, sample)

export async function readSample(samplesFolder: string, sample: SampleId): Promise<Sample> {
  return JSON.parse(
    await readFile(join(sampleFolder(samplesFolder, sample), 'sample.json'), 'utf8'),
  ) as Sample
}
