import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildIfStale, isStale, PAGE_STEP } from './build.ts'

let root = ''
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'driftdesk-test-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function put(path: string, time: number, text = ''): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), text)
  await utimes(join(root, path), time, time)
}

/** Making a file touches its folder; the folders are made older than all files here. */
async function settle(...folders: string[]): Promise<void> {
  for (const folder of folders) await utimes(join(root, folder), 1, 1)
}

it('is stale without output', () => {
  expect(isStale(root, PAGE_STEP)).toBe(true)
})

it('is fresh when every source is older', async () => {
  await put('renderer/views/start.tsx', 1_000)
  await put('dist/renderer/index.html', 2_000)
  await settle('renderer', 'renderer/views')
  expect(isStale(root, PAGE_STEP)).toBe(false)
})

it('is stale when a source deep inside is newer', async () => {
  await put('dist/renderer/index.html', 2_000)
  await put('renderer/views/start.tsx', 3_000)
  await settle('renderer', 'renderer/views')
  expect(isStale(root, PAGE_STEP)).toBe(true)
})

it('is stale when a source was taken away', async () => {
  await put('dist/renderer/index.html', 2_000)
  await put('renderer/views/start.tsx', 1_000)
  await settle('renderer')
  await rm(join(root, 'renderer/views/start.tsx'))
  expect(isStale(root, PAGE_STEP)).toBe(true)
})

it('leaves an installed app alone, which has no sources', async () => {
  await put('dist/renderer/index.html', 2_000)
  expect(isStale(root, PAGE_STEP)).toBe(false)
})

it('runs Vite once, and says so', async () => {
  const said: string[] = []
  await put(
    'node_modules/vite/bin/vite.js',
    1_000,
    "const { mkdirSync, writeFileSync } = require('node:fs')\nmkdirSync('dist/renderer', { recursive: true })\nwriteFileSync('dist/renderer/index.html', process.argv.slice(2).join(' '))\n",
  )
  await buildIfStale(root, [PAGE_STEP], (line) => said.push(line))
  await buildIfStale(root, [PAGE_STEP], (line) => said.push(line))
  expect(said).toEqual(['Building the page…'])
})

it('reports a build that fails', async () => {
  await put('node_modules/vite/bin/vite.js', 1_000, 'process.exit(3)')
  await expect(buildIfStale(root, [PAGE_STEP], () => undefined)).rejects.toMatchObject({
    code: 'NOT_AVAILABLE',
    message: 'Building the page failed.',
  })
})

it('says how to build where there is neither page nor Vite', async () => {
  await expect(buildIfStale(root, [PAGE_STEP], () => undefined)).rejects.toMatchObject({
    code: 'NOT_AVAILABLE',
    message: 'dist/renderer/index.html is missing.',
  })
})
