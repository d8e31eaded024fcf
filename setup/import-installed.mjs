import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.mjs'

/** A package that exists only after `npm ci`, found as `owner` (one of our dependencies) finds it. */
export async function importFrom(owner, name) {
  const require = createRequire(path.join(root, 'node_modules', owner, 'package.json'))
  return await import(pathToFileURL(require.resolve(name)).href)
}
