import { cpus } from 'node:os'
import type { Page } from '@playwright/test'
import { type Application, expect, launch, test } from '../e2e/application.ts'

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const quantile = (values: readonly number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))]!

test('start-up, memory and frame times', async ({ home }) => {
  const starts: number[] = []
  for (let round = 0; round < 5; round++) {
    const before = performance.now()
    const app = await launch(home)
    await app.page.getByRole('button', { name: 'Choose folder' }).waitFor()
    starts.push(performance.now() - before)
    await app.close()
  }

  const app = await launch(home)
  const { page } = app
  await page.getByRole('button', { name: /^Fashion/ }).click()
  await expect(page.getByText('70,000 pictures · 10 classes')).toBeVisible()
  const idle = await frameTimes(page)
  await page.getByRole('link', { name: 'Train', exact: true }).click()
  await page.getByLabel('Epochs').fill('50')
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(page.getByRole('main').getByText(/Epoch [2-9] of 50/)).toBeVisible()
  const training = await frameTimes(page)
  const memory = await processMemory(app)
  const speed = await page
    .getByText(/images\/s$/)
    .first()
    .textContent()
  await app.close()

  const rows = [
    ['machine', `${cpus()[0]?.model} × ${cpus().length}`],
    ['start to usable window, ms, median of 5', median(starts).toFixed(0)],
    ['frame, idle, ms: median, 95 %, worst', describeFrames(idle)],
    ['frame, training, ms: median, 95 %, worst', describeFrames(training)],
    ['while training', speed ?? ''],
    ...memory.map(({ name, bytes }) => [`memory, ${name}, MB`, (bytes / 1e6).toFixed(0)]),
  ]
  console.log(rows.map(([name, value]) => `${name!.padEnd(48)} ${value}`).join('\n'))
})

/** Milliseconds between frames over five seconds. */
const frameTimes = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number[]>(resolve => {
        const times: number[] = []
        const began = performance.now()
        let last = began
        const frame = (now: number) => {
          times.push(now - last)
          last = now
          if (now - began < 5000) requestAnimationFrame(frame)
          else resolve(times.slice(2))
        }
        requestAnimationFrame(frame)
      }),
  )

const describeFrames = (times: number[]) =>
  [median(times), quantile(times, 0.95), Math.max(...times)].map(time => time.toFixed(1)).join(', ')

const processMemory = ({ electron }: Application) =>
  electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .map(({ type, name, memory }) => ({ name: name ?? type, bytes: memory.workingSetSize * 1024 })),
  )
