import { defineConfig } from '@playwright/test'
import { chromiumPath } from '../../.ci/chromium.mjs'

const patienceMs = 30_000

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/journeys',
  timeout: 60 * 60_000,
  forbidOnly: true,
  fullyParallel: true,
  workers: 3,
  reporter: 'list',
  projects: [
    // What runs after them does so whatever came of them: as a dependent it would not.
    { name: 'beside others', grep: /@beside/, teardown: 'alone' },
    { name: 'alone', grepInvert: /@beside|@named/, workers: 1 },
    { name: 'by name', grep: /@named/, workers: 1 },
  ],
  use: {
    launchOptions: { executablePath: await chromiumPath() },
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    reducedMotion: 'reduce',
    actionTimeout: patienceMs,
    navigationTimeout: patienceMs,
    screenshot: 'only-on-failure',
    trace: { mode: 'retain-on-failure', screenshots: false },
  },
})
