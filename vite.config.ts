import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

const root = import.meta.dirname

/** What the first screen shows besides the frame; it follows from the settings and the place, so no code imports it. */
const FIRST_SCREEN = ['renderer/views/start/StartPage.tsx', 'renderer/i18n/english.ts']

/** Lets the browser fetch the code of the first screen with the frame's instead of after it. */
const preloadFirstScreen: Plugin = {
  name: 'preload-first-screen',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((output) => output.type === 'chunk')
      const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]))
      const wanted = new Set<string>()
      const want = (file: string) => {
        if (wanted.has(file)) return
        wanted.add(file)
        for (const imported of byFile.get(file)?.imports ?? []) want(imported)
      }
      for (const entry of chunks.filter(({ isEntry }) => isEntry)) want(entry.fileName)
      const already = new Set(wanted)
      for (const source of FIRST_SCREEN) {
        const chunk = chunks.find(({ facadeModuleId }) => facadeModuleId === resolve(root, source))
        if (chunk === undefined) throw new Error(`${source} has no chunk of its own`)
        want(chunk.fileName)
      }
      return [...wanted]
        .filter((file) => !already.has(file))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        }))
    },
  },
}

/** The page, for both shells: `vite build`. */
const page: ViteUserConfig = {
  root: resolve(root, 'renderer'),
  base: './',
  plugins: [react(), preloadFirstScreen],
  build: {
    outDir: resolve(root, 'dist/renderer'),
    emptyOutDir: true,
    // Fonts and images stay files: the page's policy allows fonts from its own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    // One file for what every page begins with: thirty small ones cost more than they weigh.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'frame', tags: ['$initial'] }] } } },
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
