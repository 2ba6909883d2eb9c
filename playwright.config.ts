import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 30_000 },
  globalSetup: './e2e/run-folder.ts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  projects: [
    { name: 'loopback', metadata: { shell: 'loopback' } },
    { name: 'electron', metadata: { shell: 'electron' } },
  ],
})
