import { encodePng } from '../dataset/png.ts'
import type { Services } from '../services.ts'

const stored = /^dataset\/([^/]+)\/(\d{1,9})\.png$/
const predicted = /^prediction\/([\w-]+)\.png$/

/** The PNG behind `app://data/<path>`: a stored picture exactly as the network sees it, or one of a prediction. */
export async function servePicture(services: Services, path: string): Promise<Uint8Array | undefined> {
  const [, datasetId, index] = stored.exec(path) ?? []
  if (datasetId !== undefined && index !== undefined) {
    const picture = await services.datasets.pixels(datasetId, Number(index))
    return picture.ok ? encodePng(picture.value.pixels, picture.value.shape) : undefined
  }
  const [, id] = predicted.exec(path) ?? []
  return id === undefined ? undefined : services.prediction.seen(id)
}
