import { join } from 'node:path'
import { makeDigitFolder } from '../fixtures/digit-folder.ts'
import { expectAccessible } from './accessibility.ts'
import { expect, launch, test } from './application.ts'
import { drawDigit } from './draw-digit.ts'

test('a dropped folder of digits becomes a trained network that recognises a drawn digit', async ({
  home,
  app,
}) => {
  const { page } = app
  const folder = join(home, 'my digits')
  const newPictures = join(home, 'new pictures')
  await makeDigitFolder(folder, { perClass: 600, heldOut: 5, heldOutFolder: newPictures })

  await expect(page.getByRole('button', { name: 'Choose folder' })).toBeVisible()
  await expectAccessible(page)
  await app.drops(folder)
  await expect(page.getByRole('main').getByText('6,000 pictures · 10 classes')).toBeVisible({
    timeout: 60_000,
  })
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Network', exact: true }).click()
  await page.getByRole('radio', { name: 'LeNet · modern' }).check({ force: true })
  await expect(page.getByText('61,706').first()).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Train this network' }).click()
  await expect(page.getByRole('button', { name: 'Stop and keep best' })).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByText('Finished', { exact: true })).toBeVisible({ timeout: 120_000 })
  await page.getByRole('button', { name: /^Evaluate on the 600 test pictures/ }).click()
  const score = page.getByText('right, of 600 test pictures')
  await expect(score).toBeVisible()
  expect(Number.parseFloat((await score.textContent()) ?? '')).toBeGreaterThan(95)
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Predict', exact: true }).click()
  await app.chooses(newPictures)
  await page.getByRole('button', { name: 'Choose folder' }).click()
  await expect(page.getByText('50 pictures')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('radio', { name: 'Draw' }).check({ force: true })
  await drawDigit(page, 'zero')
  await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: '%' }).first()).toContainText(
    /^\s*0\s/,
  )
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  await expect(page.getByRole('row', { name: /LeNet · modern/ })).toContainText('finished')
  await expectAccessible(page)
})

test('在中文界面里,样例数据训练后能认出手写的数字', async ({ home }) => {
  const app = await launch(home, 'zh-CN', { width: 1024, height: 700 })
  const { page } = app
  try {
    await page.getByRole('button', { name: /手写数字/ }).click()
    await expect(page.getByRole('main').getByText('10,000 张图片 · 10 个类别')).toBeVisible({
      timeout: 60_000,
    })
    await expectAccessible(page)
    await page.getByRole('link', { name: '网络', exact: true }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: '训练此网络' }).click()
    await expect(page.getByRole('main').getByText('训练已完成')).toBeVisible({ timeout: 120_000 })
    await expectAccessible(page)
    await page.getByRole('link', { name: '预测', exact: true }).click()
    await page.getByRole('radio', { name: '手绘' }).check({ force: true })
    await drawDigit(page, 'seven')
    await expect(page.getByRole('main').getByRole('listitem').filter({ hasText: '%' }).first()).toContainText(
      /^\s*7\s/,
    )
    await expectAccessible(page)
  } finally {
    await app.close()
  }
})
