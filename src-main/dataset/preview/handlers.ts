import { z } from 'zod'
import type { Emit, Handlers, Schemas } from '../../ipc/handlers.ts'
import type { PictureRequests } from '../../shared/contract/data-pictures.ts'
import type { PreviewRequests } from '../../shared/contract/data-preview.ts'
import { failure, success } from '../../shared/result.ts'
import type { Datasets } from '../service.ts'
import type { Originals } from './originals.ts'
import type { Previews } from './preview-service.ts'
import type { ScanAhead } from './scan-ahead.ts'

const datasetId = z.string().min(1).max(100)
const index = z.int().min(0)

const side = z.int().min(1).max(1024)
const level = z.int().min(0).max(255)

const preprocessing = z
  .strictObject({
    shape: z.strictObject({ height: side, width: side, channels: z.int().min(1).max(3) }),
    color: z.enum(['grey', 'rgb']),
    fit: z.enum(['pad', 'crop', 'stretch']),
    background: z.tuple([level, level, level]).exactOptional(),
  })
  .refine(({ shape, color }) => shape.channels === (color === 'grey' ? 1 : 3))

export const pictureSchemas: Schemas<PictureRequests & PreviewRequests> = {
  'data:preview': z.strictObject({ datasetId, as: preprocessing }),
  'data:scan': z.strictObject({
    paths: z.array(z.string().min(1).max(32_768)).min(1).max(100_000),
    labels: z.enum(['auto', 'folders', 'prefix', 'csv', 'hand']),
  }),
  'data:cancel-scan': z.null(),
  'data:scan-examples': z.strictObject({ as: preprocessing }),
  'data:class-pictures': z.strictObject({ datasetId, classIndex: index }),
  'data:picture-places': z.strictObject({ datasetId, indices: z.array(index).max(100_000) }),
  'data:original': z.strictObject({ datasetId, index }),
}

/** What the window shows of stored pictures and of their originals. */
export const pictureHandlers = (parts: {
  datasets: Datasets
  originals: Originals
  previews: Previews
  scanAhead: ScanAhead
  emit: Emit
}): Handlers<PictureRequests & PreviewRequests> => ({
  'data:preview': ({ datasetId, as }) => parts.previews.preview(datasetId, as),
  'data:scan': ({ paths, labels }) =>
    parts.scanAhead.scan(paths, labels, files => parts.emit('data:scan-progress', { files })),
  'data:cancel-scan': async () => {
    parts.scanAhead.cancel()
    return success(null)
  },
  'data:scan-examples': async ({ as }) => success(await parts.scanAhead.prepare(as)),
  'data:class-pictures': ({ datasetId, classIndex }) => parts.datasets.classPictures(datasetId, classIndex),
  'data:picture-places': async ({ datasetId, indices }) => {
    const content = await parts.datasets.content(datasetId)
    if (!content.ok) return content
    const { labels, split } = content.value
    const missing = indices.find(index => index >= labels.length)
    if (missing !== undefined) return failure('data.no-such-picture', { index: missing })
    return success({
      labels: Uint16Array.from(indices, index => labels[index]!),
      parts: Uint8Array.from(indices, index => split[index]!),
    })
  },
  'data:original': ({ datasetId, index }) => parts.originals.look(datasetId, index),
})
