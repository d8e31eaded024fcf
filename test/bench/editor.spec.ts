import type { Page } from '@playwright/test'
import { expect, test } from '../e2e/application.ts'

/*
 * Typing digits into a convolution's filters, with the figure, the table and every number following. Of each key press:
 *   thread     processor time of the window's own thread, all that it does until the next press: events, script, style, layout, paint,
 *              and what follows later (the network being kept, the memory being asked about), the mean of four presses. What else the computer
 *              does is not in it, but how fast it is then is.
 *   work       from the key's event until the new layout stands, by the clock
 *   painted    until the thread has handed over the frame after it
 *   presented  until that frame is on the screen, in steps of 8 ms, by the browser's own Event Timing. A screen of 60 Hz shows one each 16.7 ms.
 */
const keys = ['2', '8', 'Backspace', 'Backspace']
const rounds = 12
const quantile = (values: readonly number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? Number.NaN

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
    await page.getByLabel('Filters').fill('1')
    await watchKeys(page)
    const threads = await typeDigits(page, threadTime)
    const { painted, presented } = await page.evaluate(() => keyTimes)
    const told = (values: readonly number[]) =>
      [0.5, 0.95, 1].map(q => quantile(values, q).toFixed(1)).join(', ')
    console.log(
      `${variant}: thread ${told(threads)} ms; work ${told(painted.map(({ work }) => work))} ms; painted ${told(painted.map(({ at }) => at))} ms; ` +
        `presented ${told(presented)} ms (median, 95 %, worst of ${rounds} rounds of ${keys.length} presses)`,
    )
  }
})

/** Tells milliseconds of processor time that the window's thread has taken. */
async function watchThread(page: Page): Promise<() => Promise<number>> {
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await client.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
}

declare const keyTimes: { readonly painted: { work: number; at: number }[]; readonly presented: number[] }

async function watchKeys(page: Page): Promise<void> {
  await page.getByLabel('Filters').evaluate(field => {
    const times: typeof keyTimes = { painted: [], presented: [] }
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
            port1.onmessage = () => times.painted.push({ work, at: performance.now() - began })
            port2.postMessage(null)
          })
        })
      },
      { capture: true },
    )
    new PerformanceObserver(list => {
      for (const { name, duration } of list.getEntries())
        if (name === 'keydown') times.presented.push(duration)
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
  })
}

/** The thread's time of a press, one mean for each four: asking for it takes the thread's time too. */
async function typeDigits(page: Page, threadTime: () => Promise<number>): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = await threadTime()
    for (const key of keys) {
      // Not by the field, which Playwright would look up in the page's own thread.
      await page.keyboard.press(key)
      await page.waitForTimeout(60)
    }
    times.push(((await threadTime()) - before) / keys.length)
  }
  return times
}
