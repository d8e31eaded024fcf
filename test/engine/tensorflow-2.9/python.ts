import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { cacheFolder } from '../../../setup/cache.mjs'

/** A Python with a TensorFlow whose version begins so: the one that README.md makes, or one on the path. */
export function pythonWithTensorflow(version: string): string | undefined {
  const made = join(cacheFolder(), 'tensorflow-2.9.1-python', 'bin', 'python')
  return [made, 'python3.10', 'python3'].find(python => {
    const asked = spawnSync(python, ['-c', 'import tensorflow.version as v; print(v.VERSION)'], {
      encoding: 'utf8',
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
    })
    return asked.status === 0 && asked.stdout.startsWith(version)
  })
}
