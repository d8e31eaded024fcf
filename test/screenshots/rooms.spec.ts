import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Messages, messagesFor } from '../../src-main/shared/messages/messages.ts'
import { expect, launch, test } from '../e2e/application.ts'
import { drawDigit } from '../e2e/draw-digit.ts'

const root = join(import.meta.dirname, '../..')

/** The README's pictures come from the first; all lie in test-results/screenshots. */
const views = [
  { language: 'en', theme: 'light', size: { width: 1440, height: 900 } },
  { language: 'en', theme: 'dark', size: { width: 1024, height: 700 } },
  { language: 'zh-CN', theme: 'light', size: { width: 1024, height: 700 } },
  { language: 'zh-CN', theme: 'dark', size: { width: 1440, height: 900 } },
] as const

for (const [index, { language, theme, size }] of views.entries()) {
  test(`every room, ${language}, ${theme}, ${size.width} x ${size.height}`, async ({ home }) => {
    const app = await launch(home, language, size)
    const { page } = app
    const words = messagesFor(language)
    const shoot = (name: string) =>
      photograph(page, `${name}-${language}-${theme}-${size.width}`, index === 0 ? name : undefined)
    try {
      await page.getByLabel(words.app.theme).selectOption(theme)
      await shoot('data-empty')
      await page.getByRole('button', { name: words.data.sample.digits.about }).click()
      await expect(page.getByText(words.data.split, { exact: true })).toBeVisible()
      await expect(page.getByText(words.data.room.doctor.running)).toBeHidden()
      await shoot('data')
      await go(page, words.app.network)
      await page.getByRole('radio', { name: words.network.presetNames['lenet-5'] }).check({ force: true })
      await shoot('network')
      await page
        .getByRole('radio', { name: words.network.presetNames['lenet-modern'] })
        .check({ force: true })
      await train(page, words)
      await shoot('train')
      await expect(page.getByText(words.training.end.finished).first()).toBeVisible({ timeout: 120_000 })
      await page
        .getByRole('button', {
          name: words.training.evaluation.run({
            images: '2,000',
            split: words.training.evaluation.splits.test,
          }),
        })
        .click()
      await expect(page.getByRole('heading', { name: words.training.evaluation.confusion })).toBeVisible()
      await shoot('train-ended')
      await go(page, words.app.predict)
      await shoot('predict-empty')
      await page.getByRole('radio', { name: words.prediction.draw }).check({ force: true })
      await drawDigit(page, 'seven')
      await expect(page.getByAltText(/./).first()).toBeVisible()
      await shoot('predict')
      await go(page, words.app.runs)
      await shoot('runs')
    } finally {
      await app.close()
    }
  })
}

const go = (page: Page, name: string) => page.getByRole('link', { name, exact: true }).click()

/** Starts a training of 20 epochs and waits until its curves show something. */
async function train(page: Page, words: Messages): Promise<void> {
  await go(page, words.app.train)
  await page.getByLabel(words.training.settings.epochs).fill('20')
  await page.getByRole('button', { name: words.training.start }).click()
  const epoch = words.training.epochOf({ epoch: 'N', epochs: '20' }).replace('N', '([6-9]|1[0-9])')
  await expect(page.getByRole('main').getByText(new RegExp(epoch))).toBeVisible()
}

async function photograph(page: Page, name: string, readmeName: string | undefined): Promise<void> {
  // The pointer would leave its mark on whatever it rests on.
  await page.mouse.move(0, 0)
  const shot = await page.screenshot({
    path: join(root, 'test-results/screenshots', `${name}.png`),
    animations: 'disabled',
  })
  expect(shot.length).toBeGreaterThan(0)
  if (readmeName && !readmeName.includes('-')) {
    await page.screenshot({ path: join(root, 'assets/readme', `${readmeName}.png`), animations: 'disabled' })
  }
}
