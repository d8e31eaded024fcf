import { existsSync, renameSync } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { Score } from '../../shared/contract/training.ts'
import { fileErrorCode, writeProblem } from '../../shared/file-errors.ts'
import { failure, type Result, success } from '../../shared/result.ts'
import { previousFile } from './checkpoint-files.ts'
import type { Conditions } from './conditions.ts'
import type { Progress } from './progress.ts'
import {
  checkTensors,
  encodeTensors,
  MalformedTensors,
  readTensors,
  type StoredTensor,
} from './safetensors.ts'

export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly conditions: Conditions
  readonly progress: Progress
  /** The epoch that `best` holds. */
  readonly best: Score | null
}

/** By what a file is known to be the one that was written: its size and the time of its last change. */
export type FileMark = string

/**
 * Under a temporary name, synced, then renamed: whatever happens, there is the old one or the new one. The one before stays beside it, but where the present
 * one is damaged the one before that: unless it has the mark `known`, it is read to find out. Answers the new file's mark.
 */
export async function writeCheckpoint(
  path: string,
  checkpoint: Checkpoint,
  known?: FileMark,
): Promise<Result<FileMark>> {
  const partial = `${path}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeSynced(
      partial,
      encodeTensors({ tensors: checkpoint.tensors, metadata: metadataOf(checkpoint) }),
    )
    await ((await isDamaged(path, known)) ? replace(partial, path) : rotate(partial, path))
    return success(await markOf(path))
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    return { ok: false, problem: writeProblem(error, path) }
  }
}

async function markOf(path: string): Promise<FileMark> {
  const { size, mtimeMs } = await stat(path)
  return `${size} ${mtimeMs}`
}

/** Whether there is a file of which nothing could be gone on from. */
async function isDamaged(path: string, known: FileMark | undefined): Promise<boolean> {
  if (!existsSync(path) || (known !== undefined && known === (await markOf(path)))) return false
  return checkTensors(path).then(
    () => false,
    () => true,
  )
}

/** The checkpoint at a path, if it is whole. */
export async function readCheckpoint(path: string): Promise<Result<Checkpoint>> {
  try {
    const { tensors, metadata, isChecked } = await readTensors(path)
    const understood = understand(metadata, isChecked)
    return success({ tensors: isChecked ? tensors : ofEarlier(tensors, understood), ...understood })
  } catch (error) {
    const found = error instanceof MalformedTensors ? error.message : fileErrorCode(error)
    if (!found) throw error
    return failure('training.checkpoint-invalid', { path, found })
  }
}

/** Text alone, as the format has it; step, epoch and seed also by themselves, for readers that know nothing of Lenslet. */
const metadataOf = ({ conditions, progress, best }: Checkpoint) => ({
  format: 'lenslet',
  step: String(progress.step),
  epoch: String(progress.epoch),
  seed: String(conditions.seed),
  conditions: JSON.stringify(conditions),
  progress: JSON.stringify(progress),
  best: JSON.stringify(best),
})

const keys = ['format', 'step', 'epoch', 'seed', 'conditions', 'progress', 'best']

function understand(
  metadata: Readonly<Record<string, string>>,
  isChecked: boolean,
): Omit<Checkpoint, 'tensors'> {
  // Without a checksum only as Lenslet wrote it before it had one: an altered name of the checksum is not such a file.
  const unknown = isChecked ? undefined : Object.keys(metadata).find(key => !keys.includes(key))
  if (unknown !== undefined) throw new MalformedTensors(unknown)
  const conditions = parseObject(metadata, 'conditions') as unknown as Conditions
  if (
    !Number.isSafeInteger(conditions.branches) ||
    conditions.branches < 1 ||
    typeof conditions.optimizer !== 'object' ||
    !conditions.optimizer
  ) {
    throw new MalformedTensors('conditions')
  }
  const progress = parseObject(metadata, 'progress') as unknown as Progress
  if (![progress.step, progress.epoch, progress.pictures].every(Number.isSafeInteger)) {
    throw new MalformedTensors('progress')
  }
  const hasBest = parse(metadata, 'best') !== null
  return { conditions, progress, best: hasBest ? (parseObject(metadata, 'best') as unknown as Score) : null }
}

/** Before there were checksums, the velocity of momentum was that of the gradients' sum: without the rate, and up instead of down. */
function ofEarlier(
  tensors: Checkpoint['tensors'],
  { conditions }: Pick<Checkpoint, 'conditions'>,
): Checkpoint['tensors'] {
  const { kind, learningRate } = conditions.optimizer
  if (kind !== 'momentum') return tensors
  const entries = [...tensors].map(([name, { shape, values }]) => {
    const isVelocity = name.startsWith('optimizer/velocity/')
    return [
      name,
      { shape, values: isVelocity ? values.map(value => -learningRate * value) : values },
    ] as const
  })
  return new Map(entries)
}

function parseObject(metadata: Readonly<Record<string, string>>, name: string): object {
  const value = parse(metadata, name)
  if (typeof value !== 'object' || value === null) throw new MalformedTensors(name)
  return value
}

function parse(metadata: Readonly<Record<string, string>>, name: string): unknown {
  try {
    return JSON.parse(metadata[name] ?? '')
  } catch {
    throw new MalformedTensors(name)
  }
}

/**
 * The new file takes the place of the present one, which becomes the one before. Between the two the name has no file: no call of the graph, which
 * may take seconds, comes between them.
 */
async function rotate(partial: string, path: string): Promise<void> {
  const previous = previousFile(path)
  const present = await replace(path, previous).then(
    () => true,
    error => {
      if (fileErrorCode(error) !== 'ENOENT') throw error
      return false
    },
  )
  try {
    await replace(partial, path)
  } catch (error) {
    if (present) await replace(previous, path)
    throw error
  }
}

/** Milliseconds between the tries. */
const patience = [20, 100, 400]

/** Renames at once, without a turn of the event loop. Windows refuses to replace a file that a virus scanner, or a prediction, has open at the moment. */
async function replace(from: string, to: string): Promise<void> {
  for (const pause of patience) {
    try {
      return renameSync(from, to)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes(fileErrorCode(error) ?? '')) throw error
      await setTimeout(pause)
    }
  }
  renameSync(from, to)
}

async function writeSynced(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w')
  try {
    await writeAll(file, parts)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** All parts in one call of the system where it takes them, since between two calls of the graph there is time for one. */
async function writeAll(file: Awaited<ReturnType<typeof open>>, parts: readonly Uint8Array[]): Promise<void> {
  let left = parts.filter(({ length }) => length > 0)
  while (left.length > 0) {
    let { bytesWritten } = await file.writev(left)
    while (left[0] && bytesWritten >= left[0].length) {
      bytesWritten -= left[0].length
      left = left.slice(1)
    }
    if (left[0]) left = [left[0].subarray(bytesWritten), ...left.slice(1)]
  }
}
