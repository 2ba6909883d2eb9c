import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,.ci}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
  },
})
