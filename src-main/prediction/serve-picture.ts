import { encodePng } from '../dataset/png.ts'
import type { Services } from '../services.ts'

const stored = /^dataset\/([^/]+)\/(\d{1,9})\.png$/
const strip = /^strip\/([^/]+)\/(\d{1,9}(?:-\d{1,9}){0,99})\.png$/
const original = /^original\/([^/]+)\/(\d{1,9})\.png$/
const predicted = /^prediction\/([\w-]+)\.png$/

/** The PNG behind `app://data/<path>`: a stored picture exactly as the network sees it, or one of a prediction. */
export async function servePicture(services: Services, path: string): Promise<Uint8Array | undefined> {
  const [, datasetId, index] = stored.exec(path) ?? []
  if (datasetId !== undefined && index !== undefined) {
    const picture = await services.datasets.pixels(datasetId, Number(index))
    return picture.ok ? encodePng(picture.value.pixels, picture.value.shape) : undefined
  }
  const [, owner, indices] = strip.exec(path) ?? []
  if (owner !== undefined && indices !== undefined) {
    const png = await services.datasets.strip(owner, indices.split('-').map(Number))
    return png.ok ? png.value : undefined
  }
  const [, imported, place] = original.exec(path) ?? []
  if (imported !== undefined && place !== undefined) return services.originals.png(imported, Number(place))
  const [, id] = predicted.exec(path) ?? []
  return id === undefined ? undefined : services.prediction.seen(id)
}
