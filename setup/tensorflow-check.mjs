import path from 'node:path'
import { cacheFolder } from './cache.mjs'
import { tensorflowPackage } from './installed.mjs'
import { say } from './messages.mjs'
import { asProblem, Problem } from './problem.mjs'
import { step } from './progress.mjs'
import { root } from './root.mjs'
import { run } from './run-command.mjs'

// `isNullOrUndefined` and `isArray` are gone from newer Node, and the package calls them.
const script = `
  const util = require('node:util');
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  util.isArray ??= Array.isArray;
  const tf = require(${JSON.stringify(tensorflowPackage)});
  const [sum] = tf.tidy(() => tf.sum(tf.matMul(tf.ones([2, 3]), tf.ones([3, 2]))).dataSync());
  if (sum !== 12) throw new Error('2x3 times 3x2 gives ' + sum);
  console.log('version=' + tf.backend().binding.TF_Version);`

/** Loads it in a process of its own and multiplies two matrices: what set-up leaves behind has worked once. */
export async function checkTensorflow(source, libraryPath) {
  try {
    const output = await step(say('step.tensorflow.check'), () =>
      run(process.execPath, ['-e', script], {
        cwd: root,
        env: { ...libraryPathFor(libraryPath), TF_CPP_MIN_LOG_LEVEL: '2' },
      }),
    )
    return { version: /^version=(.*)$/m.exec(output)[1], source, libraryPath }
  } catch (error) {
    const { code, params } = asProblem(error, say('step.tensorflow.check'))
    if (code === 'interrupted') throw error
    const folder = libraryPath[0].startsWith(cacheFolder()) ? path.dirname(libraryPath[0]) : tensorflowPackage
    throw new Problem('tensorflow.broken', { found: params.found, folder }, error)
  }
}

/** The variable by which this system's loader is told of further folders. */
function libraryPathFor(folders) {
  const name = { win32: 'PATH', darwin: 'DYLD_LIBRARY_PATH' }[process.platform] ?? 'LD_LIBRARY_PATH'
  return { [name]: [...folders, process.env[name]].filter(Boolean).join(path.delimiter) }
}
