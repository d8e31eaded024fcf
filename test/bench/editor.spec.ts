import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/application.ts'

const presses = 20
const quantile = (values: readonly number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))]!

test('key press to painted figure', async ({ app }) => {
  const { page } = app
  const threadTime = await watchThread(page)
  await page.getByRole('link', { name: 'Network', exact: true }).click()
  for (const [family, variant, layer] of [
    ['LeNet', 'LeNet · modern', 'conv2'],
    ['AlexNet', 'AlexNet · 2012', 'conv3'],
    ['VGG', 'VGG-19', 'conv3_2'],
  ] as const) {
    await page.getByRole('radio', { name: family, exact: true }).check({ force: true })
    await page.getByRole('radio', { name: variant, exact: true }).check({ force: true })
    await page.locator(`[data-block="${layer}"] .front`).first().click()
    await expect(page.getByRole('textbox', { name: 'Name of the layer' })).toHaveValue(layer)
    const before = await threadTime()
    const times = await typeInto(page)
    const busy = ((await threadTime()) - before) / times.length
    const told = (of: keyof (typeof times)[number]) =>
      [0.5, 0.95, 1].map(q =>
        quantile(
          times.map(time => time[of]),
          q,
        ).toFixed(1),
      )
    console.log(
      `${variant}: work ${told('work').join(', ')} ms; to the painted frame ${told('painted').join(', ')} ms (median, 95 %, worst of ${presses}); ${busy.toFixed(1)} ms of the thread's processor time each`,
    )
  }
})

/** Tells milliseconds of processor time that the window's thread has taken: what else the computer does is not in it. */
async function watchThread(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
}

/**
 * Types digits into the filters' field. `work`: from the key's event until the figure's new layout is computed; `painted`: until the frame
 * after it, which waits for the screen.
 */
async function typeInto(page: Page): Promise<readonly { work: number; painted: number }[]> {
  await page.getByLabel('Filters').evaluate(field => {
    const times: { work: number; painted: number }[] = []
    Object.assign(globalThis, { keyTimes: times })
    field.addEventListener(
      'input',
      event => {
        const began = event.timeStamp
        // After the framework's own microtasks.
        setTimeout(() => {
          document.querySelector('svg .drawing')?.getBoundingClientRect()
          const work = performance.now() - began
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.onmessage = () => times.push({ work, painted: performance.now() - began })
            port2.postMessage(null)
          })
        })
      },
      { capture: true },
    )
  })
  const field = page.getByLabel('Filters')
  await field.fill('1')
  for (let press = 0; press < presses / 4; press++) {
    for (const key of ['2', '8', 'Backspace', 'Backspace']) {
      // Not by the field, which Playwright would look up in the page's own thread.
      await page.keyboard.press(key)
      await page.waitForTimeout(60)
    }
  }
  return page.evaluate(
    () => (globalThis as unknown as { keyTimes: { work: number; painted: number }[] }).keyTimes,
  )
}
