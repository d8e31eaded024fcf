import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, launch, test } from '../e2e/application.ts'
import { encodeIdx } from '../fixtures/make-dataset.ts'
import { describeFrames, frameTimes } from './frame-times.ts'

const images = 100_000
const side = 28

test('scrolling through 100,000 pictures of one class', async ({ home }) => {
  const folder = join(home, 'many')
  await mkdir(folder)
  const pixels = Uint8Array.from(
    { length: images * side * side },
    (_, at) => Math.imul(at ^ (at >>> 7), 2654435761) >>> 24,
  )
  const labels = Uint8Array.from({ length: images + 10 }, (_, index) => Number(index >= images))
  const all = new Uint8Array(pixels.length + 10 * side * side)
  all.set(pixels)
  await writeFile(join(folder, 'train-images-idx3-ubyte'), encodeIdx(all, { height: side, width: side }))
  await writeFile(join(folder, 'train-labels-idx1-ubyte'), encodeIdx(labels))

  const app = await launch(home)
  const { page } = app
  await app.chooses(folder)
  await page.getByRole('button', { name: 'Choose folder' }).click()
  await page.getByRole('button', { name: /^0: all 100,000 pictures/ }).click({ timeout: 120_000 })
  const grid = page.getByRole('dialog').getByRole('listbox')
  await expect(grid.getByRole('option').first()).toBeVisible()
  const still = await frameTimes(page)
  const speeds: [string, string][] = []
  for (const pixelsASecond of [500, 2000, 10_000, 60_000]) {
    const stop = await grid.evaluateHandle((element, speed) => {
      let on = true
      let last = performance.now()
      const frame = (now: number) => {
        element.scrollTop += ((now - last) / 1000) * speed
        last = now
        if (on) requestAnimationFrame(frame)
      }
      requestAnimationFrame(frame)
      return () => {
        on = false
      }
    }, pixelsASecond)
    const times = await frameTimes(page)
    await stop.evaluate(end => end())
    speeds.push([`frame, ${pixelsASecond} pixels/s, ms: median, 95 %, worst`, describeFrames(times)])
  }
  const options = await grid.getByRole('option').count()
  await app.close()

  const rows = [
    ['frame, still, ms: median, 95 %, worst', describeFrames(still)],
    ...speeds,
    ['pictures drawn at a time', String(options)],
  ]
  console.log(rows.map(([name, value]) => `${name!.padEnd(56)} ${value}`).join('\n'))
})
