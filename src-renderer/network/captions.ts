import type { Layer } from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import type { FigureColumn } from '../figure/columns.ts'
import { isMark } from '../figure/marks.ts'
import { sizeText } from './words.ts'

/** The lines under columns of the figure that stand together: name, output, what all of them have in common, marks. */
export function captionLines(
  t: Messages,
  columns: readonly FigureColumn[],
  narrow = false,
): readonly string[] {
  const [first] = columns
  if (!first) return []
  const convolutions = columns.filter(({ kind }) => kind === 'conv2d')
  const named = convolutions.length > 0 ? convolutions : [first]
  const marks = columns.filter(column => column.mark && column !== first)
  return [
    rangeText(named.map(({ layer }) => layer?.name ?? t.network.inputName)),
    ...outputLines(named.at(-1)!, narrow),
    ...common(named.map(({ layer }) => (layer ? settingLines(t, layer) : []))),
    ...marks.flatMap(({ layer }) => (layer ? markLines(t, layer) : [])),
  ]
}

/** `conv3_1–4` for conv3_1 to conv3_4: the part that they share is said once. */
export function rangeText(names: readonly string[]): string {
  const first = names[0] ?? ''
  const last = names.at(-1) ?? ''
  if (first === last) return first
  const stem = /^(.*?)(\d+)$/
  const [, head, from] = stem.exec(first) ?? []
  const [, sameHead, to] = stem.exec(last) ?? []
  return head !== undefined && head === sameHead ? `${head}${from}–${to}` : `${first} – ${last}`
}

/** Written close, as captions have little room; the channels of towers one by one. */
function outputLines(column: FigureColumn, narrow: boolean): readonly string[] {
  const { kind, form, shape, towers, fits } = column
  if (!fits) return ['?']
  if (form === 'bar') return [`${shape.channels}`]
  const side = `${shape.height}×${shape.width}`
  if (towers === 1)
    return narrow && kind !== 'input' ? [side, `×${shape.channels}`] : [`${side}×${shape.channels}`]
  return [side, towersText(shape.channels, towers)]
}

/** 48+48; with more towers 4×24, which is shorter. Channels that cannot be parted are told whole. */
function towersText(channels: number, towers: number): string {
  const each = channels / towers
  if (!Number.isInteger(each)) return `×${channels}`
  return towers === 2 ? `${each}+${each}` : `${towers}×${each}`
}

function settingLines(t: Messages, layer: Layer): readonly string[] {
  const { poolShort, activations } = t.network
  const activation =
    'activation' in layer && layer.activation !== 'none' ? [activations[layer.activation]] : []
  switch (layer.kind) {
    case 'conv2d':
      return [closeSize(layer.kernel), ...activation]
    case 'pool':
      return [poolShort[layer.mode], closeSize(layer.window)]
    case 'subsample':
      return [closeSize(layer.window), ...activation]
    case 'global-average-pool':
      return [poolShort.average]
    case 'lrn':
    case 'dropout':
      return []
    case 'batch-norm':
    case 'dense':
      return activation
    default:
      return assertNever(layer)
  }
}

const markLines = (t: Messages, layer: Layer): readonly string[] =>
  isMark(layer) ? [t.network.marks[layer.kind], ...settingLines(t, layer)] : []

const closeSize = (size: Parameters<typeof sizeText>[0]) => sizeText(size).replaceAll(' ', '')

/** The lines that all have, in their order. */
const common = ([first = [], ...others]: readonly (readonly string[])[]) =>
  first.filter(line => others.every(lines => lines.includes(line)))
