import { cpus } from 'node:os'
import { type Application, expect, launch, test } from '../e2e/application.ts'
import { describeFrames, frameTimes, median } from './frame-times.ts'

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

const processMemory = ({ electron }: Application) =>
  electron.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .map(({ type, name, memory }) => ({ name: name ?? type, bytes: memory.workingSetSize * 1024 })),
  )
