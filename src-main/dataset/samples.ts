import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SampleId } from '../shared/contract/data.ts'

/** `sample.json` beside a sample's IDX files. */
interface Sample {
  readonly name: string
  readonly classNames: readonly string[]
  /** Its own division, whatever an import asks for: results on a sample can then be compared. */
  readonly validation: number
  readonly test: number
}

/** A sample's description and its IDX files. */
export async function readSample(
  samplesFolder: string,
  id: SampleId,
): Promise<{ sample: Sample; paths: string[] }> {
  const folder = join(samplesFolder, id)
  const sample = JSON.parse(await readFile(join(folder, 'sample.json'), 'utf8')) as Sample
  const names = await readdir(folder)
  return { sample, paths: names.filter(name => name.endsWith('.gz')).map(name => join(folder, name)) }
}
