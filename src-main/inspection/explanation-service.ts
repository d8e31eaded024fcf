import type { Decoder } from '../dataset/decode/decoder.ts'
import type { Engine } from '../engine/engine-service.ts'
import type { RunStore } from '../runs/run-store.ts'
import { explainedLayer } from '../shared/architecture/explained-layer.ts'
import type { Shape } from '../shared/architecture/spec.ts'
import type { StoredRun } from '../shared/contract/engine.ts'
import { failure, type Problem, type Result, success } from '../shared/result.ts'
import { heatOfOcclusion, occluded, patchesOver } from './occlusion.ts'

export type ExplanationMethod = 'gradcam' | 'occlusion'

export interface Explanation {
  readonly label: string
  readonly probability: number
  /** The picture as the network saw it, uint8. */
  readonly pixels: Uint8Array
  readonly shape: Shape
  /** height x width, not negative: how much each place speaks for the class. */
  readonly heat: Float32Array
  /** Other weights than the best ones are used, since those are damaged. */
  readonly warning?: Problem
}

export type Explanations = ReturnType<typeof createExplanations>

interface Asked {
  readonly run: StoredRun
  readonly checkpoint: 'best' | 'last'
  readonly pixels: Uint8Array
  readonly classIndex: number
}

/** Says where a run's network looks, in a picture that is prepared as in its training. */
export function createExplanations({
  engine,
  runs,
  decoder,
}: {
  engine: Engine
  runs: RunStore
  decoder: Decoder
}) {
  return {
    /** `label`: the class asked for; absent: the most probable one. */
    async explain(request: {
      runId: string
      path: string
      method: ExplanationMethod
      label?: string
    }): Promise<Result<Explanation>> {
      const record = await runs.get(request.runId)
      if (!record.ok) return record
      const { spec, classNames, preprocessing, id } = record.value
      const checkpoint = runs.checkpoint(id)
      if (!checkpoint) return failure('runs.not-trained', { id })
      if (request.method === 'gradcam' && !explainedLayer(spec, classNames.length)) {
        return failure('inspection.no-maps', { network: spec.name })
      }
      const wanted = request.label === undefined ? undefined : classNames.indexOf(request.label)
      if (wanted === -1) {
        return failure('inspection.no-class', { found: request.label!, known: classNames.join(', ') })
      }
      const [prepared] = await decoder.decodePictures([request.path], preprocessing)
      if (!prepared || 'problem' in prepared) {
        return { ok: false, problem: prepared?.problem ?? noPicture(request.path) }
      }
      const { pixels } = prepared
      const run = { folder: runs.folder(id), spec, classNames }
      const predicted = await engine.request('predict', { run, checkpoint, count: 1, pictures: pixels })
      if (!predicted.ok) return predicted
      const { probabilities, warning } = predicted.value
      const classIndex = wanted ?? probabilities.indexOf(Math.max(...probabilities))
      const probability = probabilities[classIndex]!
      const { shape } = preprocessing
      const asked = { run, checkpoint, pixels, classIndex }
      const heat =
        request.method === 'gradcam' ? await gradCam(asked) : await occlusion(asked, shape, probability)
      if (!heat.ok) return heat
      const label = classNames[classIndex]!
      return success({
        ...{ label, probability, pixels, shape, heat: heat.value },
        ...(warning && { warning }),
      })
    },
  }

  async function gradCam({ run, checkpoint, pixels, classIndex }: Asked): Promise<Result<Float32Array>> {
    const classes = Int32Array.of(classIndex)
    const found = await engine.request('explain', { run, checkpoint, count: 1, pictures: pixels, classes })
    return found.ok ? success(found.value.heat) : found
  }

  async function occlusion(
    { run, checkpoint, pixels, classIndex }: Asked,
    shape: Shape,
    whole: number,
  ): Promise<Result<Float32Array>> {
    const patches = patchesOver(shape)
    const pictures = new Uint8Array(patches.length * pixels.length)
    for (const [index, patch] of patches.entries()) {
      pictures.set(occluded(pixels, shape, patch), index * pixels.length)
    }
    const count = patches.length
    const found = await engine.request('predict', { run, checkpoint, count, pictures })
    if (!found.ok) return found
    const classes = run.classNames.length
    const hidden = Float32Array.from(
      patches,
      (_, index) => found.value.probabilities[index * classes + classIndex]!,
    )
    return success(heatOfOcclusion(shape, patches, whole, hidden))
  }
}

const noPicture = (path: string): Problem => ({ code: 'prediction.no-pictures', params: { found: path } })
