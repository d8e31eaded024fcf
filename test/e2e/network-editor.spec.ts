import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expectAccessible } from './accessibility.ts'
import { expect, test } from './application.ts'

test('a network is changed, broken, mended and kept, and its numbers follow', async ({ home, app }) => {
  const { page } = app
  const main = page.getByRole('main')
  await page.getByRole('link', { name: 'Network', exact: true }).click()
  await expect(main.getByText('61,706').first()).toBeVisible()

  const filters = page.getByLabel('Filters')
  await filters.fill('12')
  // 12 x 26 and 16 x (25 x 12 + 1) in the convolutions, the dense layers as they were.
  await expect(main.getByText('64,262').first()).toBeVisible()
  await filters.press('Control+z')
  await expect(main.getByText('61,706').first()).toBeVisible()
  await expect(filters).toHaveValue('6')
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(filters).toHaveValue('12')

  await page.getByRole('button', { name: /^conv2 10×10×16/ }).click()
  await page.getByLabel('Kernel', { exact: true }).fill('17')
  await expect(main.getByText(/^conv2 needs an input of at least 17 × 17 and gets 14 × 14/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Train this network' })).toBeDisabled()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Make the kernel of conv2 13 × 13' }).click()
  await expect(page.getByText('No problems in this network')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Train this network' })).toBeEnabled()

  const block = page.getByRole('button', { name: /^pool2 / })
  await block.focus()
  await block.press('Delete')
  await expect(block).toBeHidden()
  await expect(page.getByRole('button', { name: /^fc1 / })).toBeFocused()

  await page.getByRole('button', { name: 'Mine' }).click()
  await page.getByRole('menuitem', { name: 'Save as mine' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  await expect(name).toBeFocused()
  await expect(name).toHaveValue('My LeNet · modern')
  await page.keyboard.type('Wide LeNet')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('navigation').getByText('Wide LeNet')).toBeVisible()
  expect(await readdir(join(home, 'networks'))).toHaveLength(1)
  await page.getByRole('button', { name: /^Compare/ }).click()
  await expect(page.getByRole('dialog').getByText('60,850').first()).toBeVisible()
  await expectAccessible(page)
})

test('a network that breaks the room is led out of by an undo, or by another network', async ({ app }) => {
  const { page } = app
  await page.getByRole('link', { name: 'Network', exact: true }).click()
  const filters = page.getByLabel('Filters')
  await expect(filters).toHaveValue('6')
  // A double of what the figure measures depths with: 13 channels cannot be drawn.
  await page.evaluate(() => {
    const { log2 } = Math
    Math.log2 = x => {
      if (x === 14) throw new Error('13 channels')
      return log2(x)
    }
  })
  await filters.fill('13')
  await expect(page.getByRole('alert')).toContainText('This could not be drawn')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Undo the last change' }).click()
  await expect(filters).toHaveValue('6')

  await filters.fill('13')
  await page.getByRole('button', { name: 'Start anew with LeNet · modern' }).click()
  await expect(filters).toHaveValue('6')
})
