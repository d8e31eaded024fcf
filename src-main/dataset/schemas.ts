import { z } from 'zod'
import type { DataRequests, ImportOptions } from '../shared/contract/data.ts'

const datasetId = z.string().min(1).max(100)
const side = z.int().min(1).max(1024)
const fraction = z.number().min(0).max(0.9)

const importOptions: z.ZodType<ImportOptions> = z
  .strictObject({
    shape: z.strictObject({ height: side, width: side, channels: z.int().min(1).max(3) }),
    color: z.enum(['grey', 'rgb']),
    fit: z.enum(['pad', 'crop', 'stretch']),
    validation: fraction,
    test: fraction,
    seed: z.int().min(0),
    name: z.string().trim().min(1).max(200).exactOptional(),
  })
  .refine(
    ({ shape, color }) => shape.channels === (color === 'grey' ? 1 : 3),
    'channels do not fit the color',
  )
  .refine(({ validation, test }) => validation + test <= 0.95, 'nothing is left for training')

const importSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('paths'),
    paths: z.array(z.string().min(1)).min(1).max(10_000),
  }),
  z.strictObject({ kind: z.literal('sample'), sample: z.enum(['digits', 'fashion']) }),
])

/** What the window may send; anything else is refused. */
export const dataSchemas = {
  'data:list': z.null(),
  'data:import': z.strictObject({ source: importSource, options: importOptions }),
  'data:cancel-import': z.null(),
  'data:pictures': z.strictObject({
    datasetId,
    classIndex: z.int().min(0),
    offset: z.int().min(0),
    limit: z.int().min(0).max(1000),
  }),
  'data:problems': z.strictObject({ datasetId }),
  'data:remove': z.strictObject({ datasetId }),
} satisfies { [Name in keyof DataRequests]: z.ZodType<DataRequests[Name]['params']> }
