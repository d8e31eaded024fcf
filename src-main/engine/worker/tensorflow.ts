import { createRequire } from 'node:module'
import type * as TensorFlow from '@tensorflow/tfjs-node-gpu'

export type { TensorFlow }

let loaded: typeof TensorFlow | undefined

/**
 * TensorFlow, loaded when it is first asked for; throws what its binding throws. Its threads and its log level come from the environment,
 * which must be set before.
 */
export function loadTensorFlow(): typeof TensorFlow {
  loaded ??= load()
  return loaded
}

function load(): typeof TensorFlow {
  const require = createRequire(import.meta.url)
  restoreUtilFunctions(require('node:util') as Record<string, unknown>)
  const tf = require('@tensorflow/tfjs-node-gpu') as typeof TensorFlow
  tf.enableProdMode()
  return tf
}

/** tfjs-node 4.22 calls two functions that Node 23 took away. */
function restoreUtilFunctions(util: Record<string, unknown>): void {
  util['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined
  util['isArray'] ??= Array.isArray
}
