import { encodePng } from '../dataset/png.ts'
import type { Services } from '../services.ts'

const stored = /^dataset\/([^/]+)\/(\d{1,9})\.png$/
const strip = /^strip\/([^/]+)\/(\d{1,9}(?:-\d{1,9}){0,99})\.png$/
const original = /^original\/([^/]+)\/(\d{1,9})\.png$/
const previewed = /^preview\/([\w-]+)\.png$/
const featureMap = /^feature-maps\/([\w-]+)(?:\/(\w+)\/(\d{1,9}))?\.png$/
const predicted = /^prediction\/([\w-]+)\.png$/

/** The PNG behind `app://data/<path>`: a stored picture exactly as the network sees it, one of a prediction, or what a layer made of one. */
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
  const [, preview] = previewed.exec(path) ?? []
  if (preview !== undefined) return services.previews.png(preview) ?? services.scanAhead.png(preview)
  const [, lookedAt, layer, map] = featureMap.exec(path) ?? []
  if (lookedAt !== undefined) return services.featureMaps.png(lookedAt, layer, Number(map))
  const [, id] = predicted.exec(path) ?? []
  return id === undefined ? undefined : services.prediction.seen(id)
}
