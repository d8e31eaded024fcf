import {
  activations,
  isWithinLimits,
  layerLimits,
  poolModes,
} from '../../src-main/shared/architecture/limits.ts'
import { newLayer } from '../../src-main/shared/architecture/new-layer.ts'
import { presets } from '../../src-main/shared/architecture/presets/index.ts'
import type { Layer, LayerKind } from '../../src-main/shared/architecture/spec.ts'

/** What a copied block is in the clipboard: text that says what it is. */
export const layersText = (layers: readonly Layer[]): string =>
  JSON.stringify({ lenslet: 'layers', version: 1, layers })

/** The layers that a text holds; null where it is anything else. */
export function parseLayers(text: string): readonly Layer[] | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(value) || value['lenslet'] !== 'layers' || value['version'] !== 1) return null
  const { layers } = value
  if (!Array.isArray(layers) || layers.length === 0) return null
  const read = layers.map(readLayer)
  return read.every(layer => layer !== null) ? read : null
}

type Values = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value)
const isSize = (value: unknown) => isObject(value) && isNumber(value['height']) && isNumber(value['width'])

/** Properties whose value is a word or one of several forms. */
const forms: Readonly<Record<string, (value: unknown) => boolean>> = {
  activation: value => activations.some(name => name === value),
  mode: value => poolModes.some(name => name === value),
  units: value => value === 'classes' || isNumber(value),
  initializer: value =>
    value === 'glorot' ||
    value === 'he' ||
    (isObject(value) && value['kind'] === 'normal' && isNumber(value['deviation'])),
  connections: value =>
    Array.isArray(value) && value.every(reads => Array.isArray(reads) && reads.every(Number.isInteger)),
}
const optional: readonly string[] = ['groups', 'biasStart', 'connections']

/** With the properties of its kind, and no others. */
function readLayer(value: unknown): Layer | null {
  if (!isObject(value) || typeof value['kind'] !== 'string' || !Object.hasOwn(layerLimits, value['kind']))
    return null
  const kind = value['kind'] as LayerKind
  const like: Values = { ...newLayer(kind, presets['lenet-5'].spec, 0) }
  const required = Object.keys(like)
  const properties = [...required, ...optional.filter(name => kind in hasOptional && name in value)]
  const fits = properties.every(name => {
    const [given, usual] = [value[name], like[name]]
    if (forms[name]) return forms[name](given)
    return isSize(usual) ? isSize(given) : typeof given === typeof (usual ?? 0)
  })
  if (!fits) return null
  const layer = Object.fromEntries(properties.map(name => [name, value[name]])) as unknown as Layer
  return isWithinLimits(layer) ? layer : null
}

/** Kinds with a kernel and a bias. */
const hasOptional = { conv2d: true, dense: true }
