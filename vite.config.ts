import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const root = import.meta.dirname

/** The page, for both shells: `vite build`. */
const page: ViteUserConfig = {
  root: resolve(root, 'renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: resolve(root, 'dist/renderer'),
    emptyOutDir: true,
    // Fonts and images stay files: the page's policy allows fonts from its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
  },
}

/** Electron's main process and every worker thread, one file each as in the sources: `vite build --mode main`. */
const main: ViteUserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    target: 'node24',
    outDir: resolve(root, 'dist/main'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: [
        resolve(root, 'electron/shell/main.ts'),
        ...globSync('electron/backend/**/{worker,*-worker}.ts', { cwd: root }).map((file) =>
          resolve(root, file),
        ),
      ],
      external: [/^node:/, /^[^./#]/],
      output: { format: 'es', preserveModules: true, preserveModulesRoot: root, entryFileNames: '[name].js' },
    },
  },
}

/** The preload script; a sandboxed one has to be a single CommonJS file: `vite build --mode preload`. */
const preload: ViteUserConfig = {
  publicDir: false,
  build: {
    ssr: true,
    target: 'node24',
    outDir: resolve(root, 'dist/preload'),
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: resolve(root, 'electron/shell/preload.ts'),
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs' },
    },
  },
}

const tests: ViteUserConfig = {
  test: {
    include: ['{shared,electron,renderer,resources,.ci}/**/*.test.{ts,tsx}'],
    setupFiles: ['.ci/property-tests.ts'],
    testTimeout: 60_000,
  },
}

export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'test':
      return tests
    case 'main':
      return main
    case 'preload':
      return preload
    default:
      return page
  }
})
