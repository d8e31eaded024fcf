import { packSingles } from '../groups.ts'
import { blankFlag, colorlessFlag } from '../measurements.ts'
import { excludable, type Found, type Subject } from '../subject.ts'

/** An original that is enlarged by so much has become soft. */
const enlargement = 2

/** What is wrong with pictures each for itself. */
export function pictureFindings(subject: Subject): Found[] {
  return [...blank(subject), ...color(subject), ...tiny(subject)]
}

function blank({ content, measurements, inUse }: Subject): Found[] {
  const pictures = inUse.filter(index => measurements.flags[index]! & blankFlag)
  if (pictures.length === 0) return []
  const leaving = excludable(content, pictures)
  return [
    {
      finding: {
        kind: 'blank',
        severity: 'warning',
        groups: pictures.length,
        values: { pictures: pictures.length },
        cures:
          leaving.length > 0
            ? [{ label: 'exclude-all', change: { kind: 'exclude', pictures: leaving } }]
            : [],
      },
      listing: { groups: packSingles(pictures) },
    },
  ]
}

function color({ shape, measurements, inUse }: Subject): Found[] {
  const isColorless = shape.channels === 3 && inUse.every(index => measurements.flags[index]! & colorlessFlag)
  if (!isColorless || inUse.length === 0) return []
  const values = { stored: 'rgb', found: 'grey', looked: inUse.length } as const
  const cures = [{ label: 'prepare-as-grey', color: 'grey' }] as const
  return [{ finding: { kind: 'color', severity: 'note', groups: 0, values, cures } }]
}

function tiny({ shape, sizes, inUse }: Subject): Found[] {
  if (!sizes) return []
  const { height, width } = shape
  const pictures = inUse.filter(
    index => sizes[2 * index]! * enlargement <= height && sizes[2 * index + 1]! * enlargement <= width,
  )
  if (pictures.length === 0) return []
  return [
    {
      finding: {
        kind: 'tiny-pictures',
        severity: 'note',
        groups: pictures.length,
        values: { pictures: pictures.length, height, width },
        cures: [],
      },
      listing: {
        groups: packSingles(pictures),
        sizes: Uint16Array.from(
          { length: 2 * pictures.length },
          (_, place) => sizes[2 * pictures[place >> 1]! + (place & 1)]!,
        ),
      },
    },
  ]
}
