import { trainingLimits as limits, usualAugmentation } from '../shared/training-limits.ts'
import type { Augmentation } from '../shared/training-settings.ts'
import { numberOption, UsageError } from './parse-values.ts'

/** The names of `--augment`, and the settings they stand for. */
const kinds = {
  mirror: 'mirror',
  shift: 'shift',
  rotation: 'rotation',
  zoom: 'zoom',
  brightness: 'brightness',
  contrast: 'contrast',
  pca: 'pcaColor',
} as const

/** `none`, or a list such as `mirror,shift,rotation=15`; an amount that is not said is the usual one. */
export function augmentationOption(
  value: string | undefined,
  fallback: Augmentation | undefined,
): Augmentation | undefined {
  if (value === undefined) return fallback
  if (value === 'none') return undefined
  return Object.fromEntries(value.split(',').map(part => change(part.trim())))
}

function change(part: string): [string, number | boolean] {
  const [name = '', amount, ...rest] = part.split('=')
  const kind = Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : undefined
  if (kind === undefined || rest.length > 0 || (kind === 'mirror' && amount !== undefined)) {
    const choices = Object.keys(kinds).join(', ')
    throw new UsageError(cli => cli.wrongAugmentation({ choices, found: part }))
  }
  if (kind === 'mirror') return [kind, true]
  return [kind, numberOption(`augment ${name}`, amount, usualAugmentation[kind], limits[kind])]
}
