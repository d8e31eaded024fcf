import type { Shape } from '../../shared/architecture/spec.ts'
import type { SplitName } from '../../shared/contract/data.ts'
import type { Problem } from '../../shared/result.ts'
import { splitCodes, undecided } from '../parts.ts'
import type { ImportPlan } from '../sources/import-plan.ts'

/** Pictures that lie one behind the other in a file, with their labels: IDX, CIFAR, NumPy, a table of pixels. */
export interface PixelTable {
  /** As `readOriginal` is asked for a picture: this, `#`, and its index. */
  readonly path: string
  readonly shape: Shape
  /** Indices into `classes`, one a picture. */
  readonly labels: ArrayLike<number>
  readonly classes: readonly string[]
  /** The part of the data that its makers keep it for; null: to be drawn. */
  readonly split: SplitName | null
  /** Each picture's pixels (`shape`), or why it has none. Throws `Refused` where the file turns out to be damaged. */
  pixels(): AsyncIterable<Uint8Array | { readonly problem: Problem }>
}

/** `only`: the class that all pictures are given instead of their own. */
export function planTable(
  { path, shape, labels, classes, split, pixels }: PixelTable,
  only?: string,
): ImportPlan {
  return {
    total: labels.length,
    classes: only === undefined ? classes : [only],
    sources: sources(),
    label: index => (only === undefined ? labels[index]! : 0),
    part: () => (split === null ? undecided : splitCodes[split]),
    describe: index => `${path}#${index}`,
    isExpected: () => true,
  }

  async function* sources() {
    for await (const picture of pixels()) yield 'problem' in picture ? picture : { pixels: picture, shape }
  }
}

/** What a file's name says of the part that it belongs to. */
export function splitOfName(name: string): SplitName | null {
  if (/(^|[^a-z0-9])(t10k|test|testing)([^a-z0-9]|$)/i.test(name)) return 'test'
  if (/(^|[^a-z0-9])(val|valid|validation)([^a-z0-9]|$)/i.test(name)) return 'validation'
  return /(^|[^a-z0-9])(train|training)([^a-z0-9]|$)/i.test(name) ? 'train' : null
}

/**
 * Parts as they count when all tables of an import are known: a training part is only one beside another part's, and data
 * that is nothing but a test set is ordinary data.
 */
export function settleSplits(tables: readonly PixelTable[]): PixelTable[] {
  const isTraining = ({ split }: PixelTable) => split === null || split === 'train'
  const alone = !tables.some(isTraining)
  return tables.map(table => ({
    ...table,
    split: alone || isTraining(table) ? null : table.split,
  }))
}
