import type { SplitName } from '../../shared/contract/data.ts'
import { className } from './names.ts'
import type { Folder } from './tree.ts'

export interface ClassFolder {
  readonly folder: Folder
  readonly name: string
  readonly split: SplitName | null
}

const partNames: Readonly<Record<string, SplitName>> = {
  train: 'train',
  training: 'train',
  训练: 'train',
  训练集: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  验证: 'validation',
  验证集: 'validation',
  test: 'test',
  testing: 'test',
  测试: 'test',
  测试集: 'test',
}

/** Folders that hold the parts of the data: all are called so (`train`, `Training set`, `test_set`), and one is for training. */
export function partFolders(folders: readonly Folder[]): { folder: Folder; split: SplitName }[] | null {
  const parts = folders.map(folder => ({ folder, split: partOf(folder.name) }))
  const named = parts.filter(part => part.split !== undefined) as { folder: Folder; split: SplitName }[]
  const complete = named.length > 1 && named.length === folders.length
  return complete && named.some(part => part.split === 'train') ? named : null
}

const partOf = (name: string) =>
  partNames[
    name
      .trim()
      .toLowerCase()
      .replace(/[ _-]?(set|data|images?)$/, '')
  ]

export const classFolders = (folders: readonly Folder[], split: SplitName | null = null): ClassFolder[] =>
  folders.map(folder => ({ folder, name: className(folder.name), split }))
