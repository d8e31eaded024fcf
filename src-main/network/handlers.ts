import { z } from 'zod'
import { writeAtomically } from '../files/write-atomically.ts'
import type { Handlers, Schemas } from '../ipc/handlers.ts'
import { inferShapes } from '../shared/architecture/shapes.ts'
import type { NetworkRequests } from '../shared/contract/networks.ts'
import { writeProblem } from '../shared/file-errors.ts'
import type { Messages } from '../shared/messages/messages.ts'
import { type Result, success } from '../shared/result.ts'
import { defaultTraining } from '../shared/training-defaults.ts'
import { trainingLimits } from '../shared/training-limits.ts'
import type { Planning } from '../training/planning-service.ts'
import { networkText, openNetworkFile } from './network-file.ts'
import { isId, type NetworksStore } from './networks-store.ts'
import { specSchema } from './spec-schema.ts'

const id = z.string().refine(isId)
const name = z.string().trim().min(1).max(200)
/** Of a drawing. */
const mostBytes = 64 * 2 ** 20

export const networkSchemas: Schemas<NetworkRequests> = {
  'networks:list': z.null(),
  'networks:measure': z.strictObject({
    spec: specSchema,
    classes: z.int().min(2).max(65_536),
    batchSize: z.int().min(trainingLimits.batchSize.least).max(trainingLimits.batchSize.most),
  }),
  'networks:save': z.strictObject({ id: id.nullable(), spec: specSchema }),
  'networks:rename': z.strictObject({ id, name }),
  'networks:remove': z.strictObject({ id }),
  'networks:import': z.null(),
  'networks:export': z.strictObject({ spec: specSchema }),
  'networks:save-drawing': z.strictObject({
    name,
    format: z.enum(['svg', 'png']),
    content: z.union([
      z.string().max(mostBytes),
      z.instanceof(Uint8Array).refine(bytes => bytes.length <= mostBytes),
    ]),
  }),
}

/** The system's dialogs; null: cancelled. */
export interface FileDialogs {
  open(title: string, kind: FileKind): Promise<string | null>
  save(name: string, kind: FileKind): Promise<string | null>
}

export interface FileKind {
  readonly name: string
  readonly extension: string
}

export function networkHandlers(parts: {
  networks: NetworksStore
  measure: Planning['measure']
  sentences: () => Messages
  dialogs: FileDialogs
}): Handlers<NetworkRequests> {
  const { networks } = parts
  const kindOf = (extension: 'json' | 'svg' | 'png'): FileKind => ({
    name: parts.sentences().editor.mine.fileKinds[extension],
    extension,
  })

  return {
    'networks:list': async () => success(await networks.list()),
    'networks:measure': async ({ spec, classes, batchSize }) => {
      const [wrong] = inferShapes(spec, classes).problems
      if (wrong) return { ok: false, problem: wrong.problem }
      const settings = { ...defaultTraining(spec, Number.MAX_SAFE_INTEGER), batchSize }
      const measured = await parts.measure({ spec, classes, settings })
      if (!measured.ok) return measured
      const { secondsPerStep, secondsPerScoredPicture } = measured.value
      return success({ training: secondsPerStep / batchSize, predicting: secondsPerScoredPicture })
    },
    'networks:save': request => networks.save(request.id, request.spec),
    'networks:rename': request => networks.rename(request.id, request.name),
    'networks:remove': request => networks.remove(request.id),
    'networks:import': async () => {
      const path = await parts.dialogs.open(parts.sentences().editor.mine.importTitle, kindOf('json'))
      return path === null ? success(null) : openNetworkFile(path)
    },
    'networks:export': ({ spec }) => save(spec.name, 'json', networkText(spec)),
    'networks:save-drawing': ({ name, format, content }) => save(name, format, content),
  }

  async function save(
    name: string,
    format: 'json' | 'svg' | 'png',
    content: string | Uint8Array,
  ): Promise<Result<string | null>> {
    const path = await parts.dialogs.save(`${fileName(name)}.${format}`, kindOf(format))
    if (path === null) return success(null)
    try {
      await writeAtomically(path, content)
      return success(path)
    } catch (error) {
      return { ok: false, problem: writeProblem(error, path) }
    }
  }
}

/** The name without what no system takes in a file's name. */
const fileName = (name: string) =>
  name.replace(/[\\/:*?"<>|\s·]+/g, '-').replace(/^[-.]+|[-.]+$/g, '') || 'network'
