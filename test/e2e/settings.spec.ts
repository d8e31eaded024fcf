import { expectAccessible } from './accessibility.ts'
import { expect, test } from './application.ts'

test('a run learns with chosen settings, goes on for another epoch, and shows what its layers do', async ({
  app: { page },
}) => {
  const main = page.getByRole('main')
  await page.getByRole('button', { name: /^Digits/ }).click()
  await expect(main.getByText('10,000 pictures · 10 classes')).toBeVisible({ timeout: 60_000 })

  await page.getByRole('link', { name: 'Train', exact: true }).click()
  await page.getByLabel('Epochs', { exact: true }).fill('1')
  await page.getByLabel('Optimizer').selectOption({ label: 'SGD with momentum' })
  await page.getByText('More settings').click()
  await page.getByLabel('Schedule').selectOption({ label: 'Cosine' })
  await page.getByLabel('Nesterov momentum').check({ force: true })
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(main.getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 })
  await expect(main.getByText(/Nesterov/).first()).toBeVisible()
  await expect(main.getByText(/cosine/i).first()).toBeVisible()

  await page.getByLabel('Epochs in all').fill('2')
  await page.getByRole('button', { name: 'Go on training' }).click()
  await page.getByText('Show as table').click()
  await expect(main.getByRole('row', { name: /^2\b/ })).toBeVisible({ timeout: 60_000 })
  await expect(main.getByText('Finished', { exact: true })).toBeVisible({ timeout: 60_000 })

  await page.getByRole('button', { name: 'What the layers do' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Map 1', exact: false }).first().click()
  await expect(dialog.getByText('How map 1 comes about')).toBeVisible()
  const place = dialog.getByRole('button', { name: /^Row 15, column 15/ })
  await place.press('ArrowLeft')
  await expect(dialog.getByRole('button', { name: /^Row 15, column 14/ })).toBeVisible()
  await expectAccessible(page)
})
