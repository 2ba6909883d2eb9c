import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { workspacePaths } from '#backend/store/workspace-paths.ts'
import { type ImportDocument, importDocument } from '#shared/contract/documents/import.ts'
import { APP_FOLDER } from '../../loopback/app-folders.ts'
import { runCli } from '../testing/run-cli.ts'

let folder = ''
const stops: (() => Promise<unknown>)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-test-'))
  mkdirSync(join(folder, 'logs'))
})
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()))
  rmSync(folder, { recursive: true, force: true })
})

/** The real program, watching; `documents` grows as it tells. */
async function startWatching(...more: string[]) {
  const args = ['watch', 'logs', '--workspace', 'space', '--model', 'live', '--json', ...more]
  const child = spawn(process.execPath, [join(APP_FOLDER, 'electron', 'cli', 'main.ts'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const documents: ImportDocument[] = []
  const remarks: string[] = []
  const ended = once(child, 'exit')
  createInterface(child.stdout).on('line', (line) => documents.push(importDocument.parse(JSON.parse(line))))
  createInterface(child.stderr).on('line', (line) => remarks.push(line))
  const interrupt = async (): Promise<unknown> => {
    child.kill('SIGINT')
    return (await ended)[0]
  }
  stops.push(interrupt)
  await vi.waitFor(() => expect(remarks.join('\n')).toContain('Watching'), { timeout: 20_000 })
  return { documents, remarks, interrupt }
}

function rowsStored(): number {
  const catalogue = new Sqlite(workspacePaths(join(folder, 'space')).catalogue, { readonly: true })
  try {
    return Number(catalogue.prepare<[], number>('SELECT coalesce(sum(rows), 0) FROM datasets').pluck().get())
  } finally {
    catalogue.close()
  }
}

const until = (rows: number) =>
  vi.waitFor(() => expect(rowsStored()).toBe(rows), { timeout: 20_000, interval: 50 })

it('stores what comes, ends with 130 when interrupted, and goes on without a row twice', async () => {
  const path = join(folder, 'logs', 'live.ndjson')
  writeFileSync(path, '{"x":1}\n{"x":2}\n')
  writeFileSync(join(folder, 'logs', 'old.csv'), 'x\n10\n11\n12\n')
  const first = await startWatching()
  await until(5)
  expect(await first.interrupt()).toBe(130)
  expect(first.documents.map(({ model, rows_stored }) => [model, rows_stored]).toSorted()).toEqual([
    ['live', 2],
    ['live', 3],
  ])
  expect(first.remarks.filter((line) => line.includes('rows stored'))).toHaveLength(2)

  appendFileSync(path, '{"x":3}\n')
  const second = await startWatching()
  await until(6)
  writeFileSync(join(folder, 'logs', 'new.csv'), 'x\n13\n')
  await until(7)
  expect(await second.interrupt()).toBe(130)
  expect(second.documents.map(({ rows_stored }) => rows_stored)).toEqual([1, 1])
  const { code } = await runCli(['verify', '--workspace', 'space'], { folder })
  expect(code).toBe(0)
}, 120_000)

it('stores a line that was appended in less than five seconds', async () => {
  const path = join(folder, 'logs', 'live.ndjson')
  writeFileSync(path, '{"x":0}\n')
  await startWatching()
  await until(1)
  const seconds: number[] = []
  for (let line = 1; line <= 5; line++) {
    const started = performance.now()
    appendFileSync(path, `{"x":${line}}\n`)
    await until(line + 1)
    seconds.push((performance.now() - started) / 1_000)
  }
  console.info(`from a line to stored: ${seconds.map((one) => one.toFixed(2)).join(', ')} s`)
  expect(Math.max(...seconds)).toBeLessThan(5)
}, 120_000)

it('tells how many labels joined', async () => {
  writeFileSync(join(folder, 'map.json'), '{"roles":{"id":"prediction_id","truth":"label"}}')
  writeFileSync(join(folder, 'logs', 'a.csv'), 'id,score\n1,0.1\n2,0.2\n3,0.3\n')
  const { documents, interrupt } = await startWatching()
  await until(3)
  await interrupt()
  expect(documents[0]?.labels).toBeUndefined()
  writeFileSync(join(folder, 'truth.csv'), 'id,truth\n3,1\n9,0\n1,0\n')
  const args = [
    'import',
    'truth.csv',
    '--workspace',
    'space',
    '--model',
    'live',
    '--map',
    'map.json',
    '--json',
  ]
  const { code, stdout } = await runCli(args, { folder })
  expect(code).toBe(0)
  expect(importDocument.parse(JSON.parse(stdout)).labels).toEqual({ joined: 2, unmatched: 1 })
}, 120_000)

it('refuses a folder that is not there', async () => {
  const { code, stderr } = await runCli(['watch', 'nowhere', '--workspace', 'space'], { folder })
  expect(code).toBe(2)
  expect(stderr).toContain('There is no folder')
}, 60_000)
