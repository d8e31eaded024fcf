import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/screenshots-run',
  workers: 1,
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: [['line']],
})
