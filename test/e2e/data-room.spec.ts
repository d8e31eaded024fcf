import { copyFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeShapes } from '../fixtures/make-dataset.ts'
import { expectAccessible } from './accessibility.ts'
import { expect, launch, test } from './application.ts'

test('a folder with copies and a damaged file is put right', async ({ app, home }) => {
  const folder = join(home, 'shapes')
  const [first = ''] = await makeShapes(folder, { classes: 2, images: 12, seed: 7, side: 40 })
  await copyFile(join(folder, first, '1.png'), join(folder, first, 'copy.png'))
  await writeFile(join(folder, first, 'cut-off.jpg'), Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70))
  const { page } = app
  await app.chooses(folder)
  await page.getByRole('button', { name: 'Choose folder' }).click()

  await test.step('the doctor finds both and opens the copies', async () => {
    await expect(page.getByRole('button', { name: /^See why: 1 file could not be used/ })).toBeVisible()
    await page.getByRole('button', { name: /^Look: 1 picture stands more than once/ }).click()
    await expect(page.getByRole('dialog').getByRole('option')).toHaveCount(2)
    await expectAccessible(page)
    await page.keyboard.press('Escape')
  })

  await test.step('a cure is one click, and so is taking it back', async () => {
    await page.getByRole('button', { name: /^Keep one each: 1 picture stands/ }).click()
    await expect(page.getByText('No picture stands twice')).toBeVisible()
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
    await expect(page.getByText('1 picture stands more than once')).toBeVisible()
  })

  await test.step('chosen pictures are excluded and come back', async () => {
    await page.getByRole('button', { name: new RegExp(`^${first}: all`) }).click()
    const dialog = page.getByRole('dialog')
    const options = dialog.getByRole('listbox').getByRole('option')
    await options.nth(1).click()
    await options.nth(3).click({ modifiers: ['Shift'] })
    await expect(dialog.getByText('3 pictures selected')).toBeVisible()
    await dialog.getByRole('button', { name: 'Exclude' }).click()
    await expect(options.and(dialog.getByRole('option', { name: /excluded/ }))).toHaveCount(3)
    await page.keyboard.press('Control+z')
    await expect(options.and(dialog.getByRole('option', { name: /excluded/ }))).toHaveCount(0)
    await expectAccessible(page)
  })
})

test('pictures taken with the camera become a data set', async ({ home }) => {
  const size = { width: 1440, height: 900 }
  const app = await launch(home, 'en', size, ['--use-fake-device-for-media-stream'])
  const { page } = app
  await page.getByRole('button', { name: 'Camera' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of ['left', 'right']) {
    await dialog.getByLabel('New class').fill(name)
    await dialog.getByRole('button', { name: 'Add the class' }).click()
    const shutter = dialog.getByRole('button', { name: `Take pictures for “${name}”` })
    await expect(shutter).toBeEnabled()
    await shutter.press('Enter', { delay: 500 })
  }
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Make a data set of them' }).click()
  await expect(page.getByRole('button', { name: /^left: all/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /^right: all/ })).toBeVisible()
  const [session = ''] = await readdir(join(home, 'captures'))
  expect((await readdir(join(home, 'captures', session))).sort()).toEqual(['left', 'right'])
  await app.close()
})
