import type { EngineInfo } from './contract/engine.ts'

/** Each branch makes the graph larger, and a network longer to open (src-main/engine/README.md). */
const mostBranches = 8

/** Independent parts that batches of so many pictures are split into: one a thread on the processor; a graphics card takes them whole. */
export const branchesFor = (
  { devices, threads }: Pick<EngineInfo, 'devices' | 'threads'>,
  pictures: number,
): number => (devices[0]?.kind === 'gpu' ? 1 : Math.min(threads, mostBranches, pictures))
