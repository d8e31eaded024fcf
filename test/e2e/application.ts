import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  test as base,
  type ElectronApplication,
  _electron as electron,
  expect,
  type Page,
} from '@playwright/test'
import { installed } from '../../setup/installed.mjs'

export interface Application {
  readonly electron: ElectronApplication
  readonly page: Page
  /** What the system's dialog will answer the next times: these paths. */
  chooses(...paths: string[]): Promise<void>
  /** Files or folders from outside, let go over the middle of the window. */
  drops(...paths: string[]): Promise<void>
  close(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Starts the real application on `home`, as `npm start` does; `switches`: Chromium's. */
export async function launch(
  home: string,
  language: 'en' | 'zh-CN' = 'en',
  size = { width: 1440, height: 900 },
  switches: readonly string[] = [],
): Promise<Application> {
  const app = await electron.launch({
    executablePath: installed()?.electron ?? 'npm run setup comes first',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--force-device-scale-factor=1',
      ...switches,
      root,
      `--lang=${language}`,
    ],
    env: { ...(process.env as Record<string, string>), LENSLET_HOME: home },
  })
  const page = await app.firstWindow()
  await app.evaluate(
    ({ BrowserWindow }, { width, height }) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    size,
  )
  return {
    electron: app,
    page,
    chooses: (...paths) =>
      app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
      }, paths),
    async drops(...files) {
      await page.getByRole('heading', { level: 1 }).waitFor()
      const client = await page.context().newCDPSession(page)
      const data = { items: [], files, dragOperationsMask: 1 }
      const place = { x: size.width / 2, y: size.height / 2, data }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await client.send('Input.dispatchDragEvent', { type, ...place })
      }
      await client.detach()
    },
    // Not by the window's button, which asks first while a training is going on.
    async close() {
      await Promise.all([
        app.waitForEvent('close'),
        app.evaluate(({ app }) => setTimeout(() => app.exit(), 50)),
      ])
    },
  }
}

/** A test that has a home of its own and, with `app`, the application running on it in English. */
export const test = base.extend<{ home: string; app: Application }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs off this pattern.
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'lenslet-home-'))
    await use(home)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  },
  app: async ({ home }, use) => {
    const app = await launch(home)
    await use(app)
    await app.close().catch(() => undefined)
  },
})

export { expect }
