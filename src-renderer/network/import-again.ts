import type { Shape } from '../../src-main/shared/architecture/spec.ts'
import type { DatasetSummary } from '../../src-main/shared/contract/data.ts'
import { app } from '../app-state.svelte.ts'
import { imports } from '../data/import-state.svelte.ts'
import { originOf } from '../data/prepare-anew.ts'

/** The shape in which a network that was made for `own` would get the pictures; the samples are grey, and stay so. */
export const againShape = ({ sample, preprocessing }: DatasetSummary, own: Shape): Shape => ({
  height: own.height,
  width: own.width,
  channels: sample ? preprocessing.shape.channels : own.channels,
})

/** Bytes that the pictures take in that shape: one a value. */
export const againBytes = ({ images }: DatasetSummary, { height, width, channels }: Shape): number =>
  images * height * width * channels

/** Brings the data set's pictures into the size that the chosen network was made to read; where it is not known what they came from, a person chooses them again. */
export async function importAgain(dataset: DatasetSummary): Promise<void> {
  imports.followNetwork()
  app.go('data')
  const shape = againShape(dataset, app.ownInput)
  const color = shape.channels === 1 ? 'grey' : 'rgb'
  if (originOf(dataset)) await imports.prepareAnew(dataset, { ...dataset.preprocessing, shape, color })
  else imports.asked = true
}
