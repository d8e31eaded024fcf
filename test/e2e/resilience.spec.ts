import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { badFileNames, makeBadFiles, makeShapes } from '../fixtures/make-dataset.ts'
import { type Application, expect, launch, test } from './application.ts'

/** Starts a run long enough to do something with it. */
async function startLongRun({ page }: Application): Promise<void> {
  await page.getByRole('button', { name: /^Digits/ }).click()
  await expect(page.getByText('10,000 pictures · 10 classes')).toBeVisible({ timeout: 60_000 })
  await page.getByRole('link', { name: 'Train', exact: true }).click()
  await page.getByLabel('Epochs').fill('900')
  await page.getByRole('button', { name: 'Start training' }).click()
  // Past its first epoch, so that there is a best one.
  await expect(page.getByRole('main').getByText(/Epoch ([2-9]|\d{2,}) of 900/)).toBeVisible({
    timeout: 60_000,
  })
}

/** The process that TensorFlow runs in, ended as the system does when memory runs out. */
const killEngine = ({ electron }: Application) =>
  electron.evaluate(({ app }) => {
    const engine = app.getAppMetrics().find(({ name }) => name?.includes('engine'))
    if (!engine) throw new Error('There is no engine process.')
    process.kill(engine.pid, 'SIGKILL')
  })

test('what cannot be used says what it is and what to do, and the rest goes on', async ({ home, app }) => {
  const { page } = app
  const empty = join(home, 'nothing here')
  await mkdir(empty)
  await writeFile(join(empty, 'notes.txt'), 'no picture')
  await app.drops(empty)
  await expect(page.getByText(/No pictures were found in .*nothing here/)).toBeVisible()

  const oneClass = join(home, 'one class')
  await makeShapes(oneClass, { classes: 1, images: 3 })
  await app.drops(oneClass)
  await expect(page.getByText(/Only one class was found .* “bars”/)).toBeVisible()

  const mixed = join(home, 'mixed “pictures” 图片 🍁')
  await makeShapes(mixed, { classes: 2, images: 6 })
  await makeBadFiles(join(mixed, 'bars'))
  await app.chooses(mixed)
  await page.getByRole('button', { name: 'Choose folder' }).click()
  await expect(page.getByText('12 pictures · 2 classes')).toBeVisible()
  await expect(page.getByText(badFileNames.text)).toBeVisible()
})

test('training pauses, goes on after a reload of the window, and stops with the best epoch kept', async ({
  app,
}) => {
  const { page } = app
  await startLongRun(app)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByRole('main').getByText(/^Paused · epoch \d+ of 900/)).toBeVisible()
  await page.reload()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop and keep best' }).click()
  await expect(page.getByText('Stopped, and the best epoch kept')).toBeVisible()
  await page.getByRole('button', { name: 'Predict new pictures' }).click()
  await expect(page.getByText('Drop pictures here')).toBeVisible()
})

test('a run whose engine is lost goes on in another; stopped, it goes on when it is asked to', async ({
  app,
}) => {
  const { page } = app
  const main = page.getByRole('main')
  await startLongRun(app)
  await killEngine(app)
  await expect(main.getByText(/Another was started, and the training goes on from its last/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(main.getByText(/Epoch ([2-9]|\d{2,}) of 900/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Stop and keep best' }).click()
  await expect(page.getByText('Stopped, and the best epoch kept')).toBeVisible()

  await main.getByLabel('Epochs in all').fill('901')
  await main.getByRole('button', { name: 'Go on training' }).press('Enter')
  await expect(main.getByText(/Epoch \d+ of 901/)).toBeVisible({ timeout: 30_000 })
  await page.getByRole('button', { name: 'Stop and keep best' }).click()
  await expect(page.getByText('Stopped, and the best epoch kept')).toBeVisible()

  await page.getByRole('link', { name: 'Runs' }).click()
  await page.getByRole('button', { name: /^Go on training: / }).click()
  await expect(main.getByText(/Epoch \d+ of 901/)).toBeVisible({ timeout: 30_000 })
})

test('a lost engine starts again on a click', async ({ app }) => {
  const { page } = app
  await expect(page.getByText(/^TensorFlow · (?!.*stopped)/)).toBeVisible({ timeout: 30_000 })
  await killEngine(app)
  await page.getByRole('button', { name: 'Start it again' }).click()
  await expect(page.getByText(/^TensorFlow · (?!.*stopped)/)).toBeVisible({ timeout: 30_000 })
})

test('closing while training asks first, and saves the run when it is meant', async ({ home, app }) => {
  await startLongRun(app)
  const answer = (response: number) =>
    app.electron.evaluate(({ dialog }, response) => {
      dialog.showMessageBox = async () => ({ response, checkboxChecked: false })
    }, response)
  const close = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await answer(1)
  await close()
  await expect(app.page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await answer(0)
  const closed = app.electron.waitForEvent('close', { timeout: 60_000 })
  await close()
  await closed

  const again = await launch(home)
  // Where one was: the same room, with the run that was going on.
  await expect(again.page.getByText('Stopped, and the best epoch kept')).toBeVisible()
  await again.close()
})

test('the language changes without a restart and is remembered', async ({ home, app }) => {
  await app.page.getByLabel('Language').selectOption('zh-CN')
  await expect(app.page.getByRole('heading', { level: 1, name: '数据' })).toBeVisible()
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(async () => {
    const { readFile } = await import('node:fs/promises')
    expect(await readFile(join(home, 'preferences.json'), 'utf8')).toContain('zh-CN')
  }).toPass()
})
