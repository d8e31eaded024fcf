import { z } from 'zod'
import { specSchema } from '../network/spec-schema.ts'
import type { RunRecord } from '../shared/contract/runs.ts'
import { failure, type Result, success } from '../shared/result.ts'
import { settingsSchema } from '../training/settings-schema.ts'

const shape = z.object({ height: z.int(), width: z.int(), channels: z.int() })

const level = z.int().min(0).max(255)

const schema = z.object({
  schemaVersion: z.literal(1),
  id: z.string(),
  name: z.string(),
  created: z.string(),
  spec: specSchema,
  dataset: z.object({
    id: z.string(),
    name: z.string(),
    fingerprint: z.string(),
    split: z.object({ train: z.int(), validation: z.int(), test: z.int() }),
  }),
  classNames: z.array(z.string()).min(1),
  preprocessing: z.object({
    shape,
    color: z.enum(['grey', 'rgb']),
    fit: z.enum(['pad', 'crop', 'stretch']),
    background: z.tuple([level, level, level]).exactOptional(),
  }),
  settings: settingsSchema,
  earlierSettings: z
    .array(
      z.object({
        settings: settingsSchema,
        untilEpoch: z.number(),
        because: z.enum(['epochs', 'memory']),
      }),
    )
    .exactOptional(),
  versions: z.record(z.string(), z.string()),
  device: z.object({ name: z.string(), threads: z.int() }),
}) satisfies z.ZodType<RunRecord>

/** A run's record from the text of its `run.json`. */
export function parseRunRecord(id: string, text: string): Result<RunRecord> {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    return failure('runs.damaged', { id, found: String(error) })
  }
  const parsed = schema.safeParse(json)
  if (parsed.success) return success(parsed.data)
  const issue = parsed.error.issues[0]
  return failure('runs.damaged', { id, found: `${issue?.path.join('.')}: ${issue?.message}` })
}
