import type { Finding } from '../../shared/contract/data-doctor.ts'
import type { DatasetContent } from '../change/content.ts'
import type { Decoder, PictureSource } from '../decode/decoder.ts'
import type { Datasets } from '../service.ts'
import { readOriginal } from '../sources/original.ts'
import { picturesInUse } from './subject.ts'

/** As many originals are looked at, evenly over the data set. */
const looks = 12
/** Levels of 255 between a pixel's channels from which on it has colour. */
const colorLevels = 48
const side = 16

/** Says whether grey pictures were made of coloured ones, from a few originals that are still there, in archives and tables too. */
export function createOriginalColors(
  datasets: Pick<Datasets, 'source'>,
  decoder: Pick<Decoder, 'decodePictures'>,
) {
  return async (datasetId: string, content: DatasetContent): Promise<Finding | undefined> => {
    const inUse = picturesInUse(content.split)
    const originals: PictureSource[] = []
    const most = Math.min(looks, inUse.length)
    for (let look = 0; look < most; look++) {
      const index = inUse[Math.floor((look * inUse.length) / most)]!
      const source = await datasets.source(datasetId, index)
      const original = source.ok ? await readOriginal(source.value) : source
      if (original.ok) originals.push('bytes' in original.value ? original.value.bytes : original.value)
    }
    const shape = { height: side, width: side, channels: 3 }
    const decoded = await decoder.decodePictures(originals, { shape, color: 'rgb', fit: 'stretch' })
    const pictures = decoded.flatMap(picture => ('pixels' in picture ? [picture.pixels] : []))
    if (pictures.length === 0 || 2 * pictures.filter(hasColor).length <= pictures.length) return undefined
    const values = { stored: 'grey', found: 'rgb', looked: pictures.length } as const
    const cures = [{ label: 'prepare-in-color', color: 'rgb' }] as const
    return { kind: 'color', severity: 'note', groups: 0, values, cures }
  }
}

/** At least a twentieth of it, since JPEG colours edges. */
function hasColor(pixels: Uint8Array): boolean {
  let colored = 0
  for (let place = 0; place < pixels.length; place += 3) {
    const [r, g, b] = [pixels[place]!, pixels[place + 1]!, pixels[place + 2]!]
    if (Math.max(r, g, b) - Math.min(r, g, b) >= colorLevels) colored++
  }
  return colored >= pixels.length / 3 / 20
}
