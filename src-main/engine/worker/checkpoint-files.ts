import { join } from 'node:path'

export type CheckpointName = 'best' | 'last'

export const checkpointFile = (runFolder: string, name: CheckpointName) =>
  join(runFolder, 'checkpoints', `${name}.safetensors`)

/** The generation before a checkpoint, for when that one is damaged. */
export const previousFile = (path: string) => path.replace(/\.safetensors$/, '.previous.safetensors')
