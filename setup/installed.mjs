import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { registryElectron, setupRevision, tensorflowWheels } from './pinned.mjs'
import { root } from './root.mjs'

const file = path.join(root, 'node_modules', '.lenslet-setup.json')

/**
 * What set-up left in this checkout, or undefined before it ran:
 * { electron, electronVersion, electronDist, tensorflow: { version, source, libraryPath }, stamp }
 */
export function installed() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * What tells the application where its engine finds further libraries, which are NVIDIA's: TensorFlow itself lies where
 * its binding looks.
 */
export function libraryPathVariable({ tensorflow: { libraryPath } }) {
  return libraryPath.length > 1 ? { LENSLET_LIBRARY_PATH: libraryPath.join(path.delimiter) } : {}
}

/** True when nothing has to be done: same inputs as last time, and the native parts are still there. */
export function isComplete(found = installed()) {
  if (found === undefined || found.stamp !== stamp()) return false
  return [found.electron, bindingFile, ...found.tensorflow.libraryPath].every(item => existsSync(item))
}

export function remember(parts) {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify({ ...parts, stamp: stamp() }, null, 2))
  renameSync(`${file}.${process.pid}`, file)
}

export const tensorflowPackage = path.join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu')
export const bindingFile = path.join(tensorflowPackage, 'lib', 'napi-v8', 'tfjs_binding.node')

/** A driver's traces, which cost nothing to look at; whether the card works is asked only when installing. */
export const mayHaveNvidia = () => ['/proc/driver/nvidia/version', '/dev/dxg'].some(item => existsSync(item))

export function stamp() {
  const inputs = [
    readFileSync(path.join(root, 'package-lock.json')),
    process.platform,
    process.arch,
    process.versions.modules,
    registryElectron.package,
    tensorflowWheels.version,
    setupRevision,
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? '',
    mayHaveNvidia(),
  ]
  const hash = createHash('sha256')
  for (const input of inputs) hash.update(Buffer.isBuffer(input) ? input : `${input}\n`)
  return hash.digest('hex')
}
