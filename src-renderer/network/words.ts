import type { Shape } from '../../src-main/shared/architecture/spec.ts'
import { shapeText } from '../../src-main/shared/messages/network/words.ts'
import type { FigureColumn } from '../figure/columns.ts'

export {
  flopsText,
  flopsUnit,
  kernelText,
  oneNumber,
  shapeText,
  sizeText,
} from '../../src-main/shared/messages/network/words.ts'

/** How many values a layer gives: behind a dense one units, else maps as the papers write them. */
export const outputText = (kind: FigureColumn['kind'], shape: Shape) =>
  ofUnits(kind) ? valuesText(shape) : shapeText(shape)

/** Dense layers, and what may stand behind them. */
const ofUnits = (kind: FigureColumn['kind']) =>
  kind === 'dense' || kind === 'dropout' || kind === 'batch-norm'

/** Maps as they are laid out in a row; plain units where there is nothing to lay out. */
export const valuesText = (shape: Shape) =>
  shape.height === 1 && shape.width === 1 ? `${shape.channels}` : shapeText(shape)
