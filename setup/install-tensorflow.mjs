import { system } from './cache.mjs'
import { say } from './messages.mjs'
import { tensorflowWheels } from './pinned.mjs'
import { asProblem, Problem } from './problem.mjs'
import { line } from './progress.mjs'
import { hasCompiler, hasPip } from './system-packages.mjs'
import { checkTensorflow } from './tensorflow-check.mjs'
import { installPackageTensorflow } from './tensorflow-package.mjs'
import { hasNvidia, installWheelTensorflow } from './tensorflow-wheel.mjs'

/** The current TensorFlow from its wheel; where that can't be, the older one that its npm package downloads. */
export async function installTensorflow() {
  const lacking = lackingForWheel()
  let found = lacking && say(`found.${lacking}`, { system })
  let stopped
  if (lacking === undefined) {
    try {
      return await checkTensorflow('wheel', await fromWheel())
    } catch (error) {
      const problem = asProblem(error, say('step.tensorflow.wheel', { version: tensorflowWheels.version }))
      if (['interrupted', 'disk', 'permission'].includes(problem.code)) throw problem
      found = problem.params.found
      stopped = problem
    }
  }
  if (system === tensorflowWheels.system) line(say('note.wheel', { found }))
  return await fromPackage(found, lacking, stopped)
}

/** A card whose libraries can't be had still leaves a processor. */
async function fromWheel() {
  if (!hasNvidia()) return await installWheelTensorflow('cpu')
  try {
    return await installWheelTensorflow('cuda')
  } catch (error) {
    const problem = asProblem(error, say('step.tensorflow.wheel', { version: tensorflowWheels.version }))
    if (['interrupted', 'disk', 'permission'].includes(problem.code)) throw problem
    line(say('note.cuda', problem.params))
    return await installWheelTensorflow('cpu')
  }
}

async function fromPackage(found, lacking, stopped) {
  try {
    return await checkTensorflow('package', await installPackageTensorflow(hasNvidia()))
  } catch (error) {
    const problem = asProblem(error, say('step.tensorflow.package'))
    if (['interrupted', 'disk', 'permission'].includes(problem.code)) throw problem
    // With all tools there, what stopped the better way is what has to be put right.
    if (stopped !== undefined) throw stopped
    const wayOut = say(`wayOut.${lacking}`)
    throw new Problem('tensorflow', { found: `${found}; ${problem.params.found}`, wayOut }, error)
  }
}

function lackingForWheel() {
  if (system !== tensorflowWheels.system) return 'system'
  if (!hasPip()) return 'python'
  if (!hasCompiler()) return 'compiler'
  return undefined
}
