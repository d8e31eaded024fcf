import type { Cure } from '../../../shared/contract/data-doctor.ts'
import { splitCodes } from '../../parts.ts'
import { type Found, type Subject, trainingCounts } from '../subject.ts'

/** With fewer training pictures a class is hardly learnt. */
const leastPictures = 20
/** Of which a tenth are held back: ten, so that one of them is a tenth of the class's accuracy. */
const advisablePictures = 100
/** Classes that pictures can be added to with one click. */
const mostAdded = 3
/** The largest class may have as many times the training pictures of the smallest. */
const imbalance = 2
/** Of a split that is drawn anew. */
const validationShare = 0.1

/** How the pictures are shared out over the classes, and the classes over the parts. */
export function classFindings({ content, inUse }: Subject): Found[] {
  const { classes, labels, split, seed } = content
  const training = trainingCounts(content)
  const all = new Uint32Array(classes.length)
  const validation = new Uint32Array(classes.length)
  for (const index of inUse) {
    all[labels[index]!]!++
    if (split[index] === splitCodes.validation) validation[labels[index]!]!++
  }
  const present = [...classes.keys()].filter(label => all[label]! > 0)
  if (present.length === 0) return []
  const few = present.filter(label => training[label]! < leastPictures)
  const without = present.filter(label => validation[label] === 0 && all[label]! > 1)
  const bySize = present.toSorted((a, b) => training[b]! - training[a]!)
  const [largest, smallest] = [bySize[0]!, bySize.at(-1)!]
  const [most, fewest] = [training[largest]!, training[smallest]!]
  const guessed = present.reduce((best, label) => (all[label]! > all[best]! ? label : best))
  const isBalanced = most <= imbalance * fewest
  const target = Math.max(fewest, leastPictures)
  return [
    {
      finding: {
        kind: 'balance',
        severity: isBalanced ? 'good' : 'warning',
        groups: 0,
        values: {
          largest: classes[largest]!,
          smallest: classes[smallest]!,
          most,
          fewest,
          guessed: classes[guessed]!,
          pictures: inUse.length,
          guess: all[guessed]! / inUse.length,
        },
        cures:
          isBalanced || most <= target
            ? []
            : [{ label: 'rebalance', change: { kind: 'rebalance', most: target } }],
      },
    },
    ...(few.length === 0
      ? []
      : [
          {
            finding: {
              kind: 'few-pictures' as const,
              severity: 'warning' as const,
              groups: 0,
              values: {
                least: leastPictures,
                advisable: advisablePictures,
                classes: few.map(label => ({ name: classes[label]!, pictures: training[label]! })),
              },
              cures: [
                ...few
                  .slice(0, mostAdded)
                  .map((label): Cure => ({ label: 'add-pictures', className: classes[label]! })),
                ...(present.length - few.length < 2 ? [] : [excludeClasses(few)]),
              ],
            },
          },
        ]),
    ...(without.length === 0
      ? []
      : [
          {
            finding: {
              kind: 'no-validation' as const,
              severity: 'warning' as const,
              groups: 0,
              values: { classes: without.map(label => classes[label]!) },
              cures: [
                {
                  label: 'split-again' as const,
                  change: {
                    kind: 'split' as const,
                    validation: validationShare,
                    test: 0,
                    seed,
                    together: 'duplicates' as const,
                  },
                },
              ],
            },
          },
        ]),
  ]

  function excludeClasses(leaving: readonly number[]): Cure {
    const gone = new Set(leaving)
    const pictures = [...inUse.filter(index => gone.has(labels[index]!))]
    return { label: 'exclude-class', change: { kind: 'exclude', pictures } }
  }
}
