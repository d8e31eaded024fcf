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
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  dev: 'validation',
  eval: 'validation',
  evaluation: 'validation',
  验证: 'validation',
  校验: 'validation',
  test: 'test',
  testing: 'test',
  测试: 'test',
}

/** Folders that hold the parts of the data: all are called so (`train`, `Training set`, `test_set`), and one is for training. */
export function partFolders(folders: readonly Folder[]): { folder: Folder; split: SplitName }[] | null {
  const parts = folders.map(folder => ({ folder, split: partOf(folder.name) }))
  const named = parts.filter(part => part.split !== undefined) as { folder: Folder; split: SplitName }[]
  const complete = named.length > 1 && named.length === folders.length
  return complete && named.some(part => part.split === 'train') ? named : null
}

/** After what a part is called: `train_images`, `测试数据集`, `test1`. */
const appendix =
  /[ _-]*(sets?|data(sets?)?|images?|imgs?|pictures?|photos?|samples?|集|数据集?|图片集?|图像集?|样本集?)?[ _-]*\d*$/

/** No part is called so at length, and a folder in an archive may be. */
const longestName = 100

const partOf = (name: string) =>
  name.length > longestName
    ? undefined
    : partNames[name.normalize('NFC').trim().toLowerCase().replace(appendix, '')]

export const classFolders = (folders: readonly Folder[], split: SplitName | null = null): ClassFolder[] =>
  folders.map(folder => ({ folder, name: className(folder.name), split }))
