import { z } from 'zod'
import type { Schemas } from '../ipc/handlers.ts'
import {
  type DataRequests,
  type ImportOptions,
  leavesTraining,
  mostHeldBack,
} from '../shared/contract/data.ts'
import type { DataChangeRequests, DatasetChange } from '../shared/contract/data-changes.ts'

const datasetId = z.string().min(1).max(100)
const side = z.int().min(1).max(1024)
const fraction = z.number().min(0).max(mostHeldBack)

const level = z.int().min(0).max(255)
const column = z.string().min(1).max(1000).exactOptional()

// Longer than any system's own limit, so that a path that is too long for one is reported by the scan, with its name.
const path = z.string().min(1).max(32_768)

const importOptions: z.ZodType<ImportOptions> = z
  .strictObject({
    shape: z.strictObject({ height: side, width: side, channels: z.int().min(1).max(3) }),
    color: z.enum(['grey', 'rgb']),
    fit: z.enum(['pad', 'crop', 'stretch']),
    validation: fraction,
    test: fraction,
    seed: z.int().min(0),
    name: z.string().trim().min(1).max(200).exactOptional(),
    background: z.tuple([level, level, level]).exactOptional(),
    labels: z.enum(['auto', 'folders', 'prefix', 'csv', 'hand']).exactOptional(),
    csv: z.strictObject({ path, file: column, label: column }).exactOptional(),
    group: z.enum(['none', 'name-prefix']).exactOptional(),
  })
  .refine(
    ({ shape, color }) => shape.channels === (color === 'grey' ? 1 : 3),
    'channels do not fit the color',
  )
  .refine(leavesTraining, 'too little is left for training')

const importSource = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('paths'),
    paths: z.array(path).min(1).max(100_000),
  }),
  z.strictObject({ kind: z.literal('sample'), sample: z.enum(['digits', 'fashion']) }),
])

const indices = z.array(z.int().min(0)).min(1).max(10_000_000)
const className = z.string().trim().min(1).max(200)
const part = z.enum(['train', 'validation', 'test'])

const change: z.ZodType<DatasetChange> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add'), source: importSource, className: className.exactOptional() }),
  z.strictObject({ kind: z.enum(['exclude', 'include']), pictures: indices }),
  z.strictObject({ kind: z.literal('relabel'), pictures: indices, className }),
  z.strictObject({ kind: z.literal('move'), pictures: indices, part }),
  z.strictObject({ kind: z.literal('rename-class'), className: z.string(), to: className }),
  z.strictObject({ kind: z.literal('merge-classes'), from: z.array(z.string()).min(1), into: className }),
  z.strictObject({ kind: z.literal('rebalance'), most: z.int().min(1) }),
  z
    .strictObject({
      kind: z.literal('split'),
      validation: fraction,
      test: fraction,
      seed: z.int().min(0),
      together: z.enum(['duplicates', 'name-prefix']),
    })
    .refine(leavesTraining, 'too little is left for training'),
  z.strictObject({ kind: z.literal('take-over'), from: datasetId }),
  z.strictObject({ kind: z.literal('rename'), name: z.string().trim().min(1).max(200) }),
])

/** What the window may send; anything else is refused. */
export const dataSchemas = {
  'data:list': z.null(),
  'data:import': z.strictObject({ source: importSource, options: importOptions }),
  'data:import-progress': z.null(),
  'data:import-result': z.null(),
  'data:cancel-import': z.null(),
  'data:pictures': z.strictObject({
    datasetId,
    classIndex: z.int().min(0),
    offset: z.int().min(0),
    limit: z.int().min(0).max(1000),
  }),
  'data:problems': z.strictObject({ datasetId }),
  'data:remove': z.strictObject({ datasetId, evenIfNeeded: z.boolean().exactOptional() }),
  'data:get': z.strictObject({ datasetId }),
  'data:change': z.strictObject({ datasetId, change }),
  'data:undo': z.strictObject({ datasetId }),
  'data:redo': z.strictObject({ datasetId }),
  'data:make-current': z.strictObject({ datasetId }),
  'data:versions': z.strictObject({ datasetId }),
} satisfies Schemas<DataRequests & DataChangeRequests>
