import type { Page } from '@playwright/test'

export const median = (values: readonly number[]) => quantile(values, 0.5)

export const quantile = (values: readonly number[], q: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))]!

/** Milliseconds between frames over five seconds. */
export const frameTimes = (page: Page) =>
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

export const describeFrames = (times: number[]) =>
  [median(times), quantile(times, 0.95), Math.max(...times)].map(time => time.toFixed(1)).join(', ')
