import { z } from 'zod'
import type { Handlers, Schemas } from '../../ipc/handlers.ts'
import type { PictureRequests } from '../../shared/contract/data-pictures.ts'
import type { Datasets } from '../service.ts'
import type { Originals } from './originals.ts'

const datasetId = z.string().min(1).max(100)
const index = z.int().min(0)

export const pictureSchemas: Schemas<PictureRequests> = {
  'data:class-pictures': z.strictObject({ datasetId, classIndex: index }),
  'data:original': z.strictObject({ datasetId, index }),
}

/** What the window shows of stored pictures and of their originals. */
export const pictureHandlers = (parts: {
  datasets: Datasets
  originals: Originals
}): Handlers<PictureRequests> => ({
  'data:class-pictures': ({ datasetId, classIndex }) => parts.datasets.classPictures(datasetId, classIndex),
  'data:original': ({ datasetId, index }) => parts.originals.look(datasetId, index),
})
