import { type Difference, paperOf } from '../../src-main/shared/architecture/paper/compare-with-paper.ts'
import type { PresetId } from '../../src-main/shared/architecture/presets/index.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { Size } from '../../src-main/shared/architecture/spec.ts'
import { assertNever } from '../../src-main/shared/assert-never.ts'
import type { Messages } from '../../src-main/shared/messages/messages.ts'
import { oneNumber, shapeText, sizeText } from './words.ts'

/** The sentence about one thing that `id` has otherwise than its paper's network. */
export function differenceText(t: Messages, id: PresetId, difference: Difference): string {
  const { differences: words, activations, poolModes, kinds, presetNames } = t.network
  const { count } = t.format
  const named = ({ layer, paperName }: { layer: string; paperName: string | null }) =>
    paperName === null ? layer : words.inPaper({ layer, paperName })
  switch (difference.kind) {
    case 'input':
      return words.input({ here: shapeText(difference.here), paper: shapeText(difference.paper) })
    case 'setting': {
      const { setting, pairs } = difference
      const text = (value: number | Size) =>
        typeof value === 'number'
          ? count(value)
          : setting === 'stride' || setting === 'padding'
            ? oneNumber(value)
            : sizeText(value)
      return words.setting({
        setting: t.network.card[setting],
        layers: words.list(pairs.map(named)),
        here: onceIfAlike(pairs.map(({ here }) => text(here))),
        paper: onceIfAlike(pairs.map(({ paper }) => text(paper))),
      })
    }
    case 'stride':
      return words[isOfArticle(id) ? 'strideOfArticle' : 'stride'](difference)
    case 'connections':
      return words.connections({
        layer: named(difference),
        here: count(difference.here),
        paper: count(difference.paper),
      })
    case 'missing':
    case 'added':
      return words[difference.kind]({ mark: kinds[difference.mark], layers: words.list(difference.layers) })
    case 'activation':
      return words.activation({ here: activations[difference.here], paper: activations[difference.paper] })
    case 'pooling':
      return words.pooling({ here: poolModes[difference.here] })
    case 'reads':
      return words.reads({
        layer: difference.layer,
        here: shapeText(difference.here),
        paper: shapeText(difference.paper),
      })
    case 'parameters':
      return words.parameters({
        here: count(difference.here),
        name: presetNames[paperOf(id)],
        paper: count(difference.paper),
      })
    default:
      return assertNever(difference)
  }
}

const isOfArticle = (id: PresetId) => presets[id].source === presets['lenet-article'].source

/** Thousands have commas: the values of several layers are set apart by points. */
const onceIfAlike = (texts: readonly string[]) =>
  new Set(texts).size === 1 ? (texts[0] ?? '') : texts.join(' · ')
