import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Distribution } from '#shared/contract/operations.ts'
import type { DatasetId, RunId } from '#shared/domain/ids.ts'
import { findBrokenEntry } from './catalogue/audit.ts'
import { openChunk } from './chunks/reader.ts'
import { MIGRATIONS, migrate } from './migrations/migrate.ts'
import { openStore } from './open-store.ts'
import { driftColumnOf, driftDocumentOf, stageNumbers } from './testing/fixtures.ts'
import type { Store } from './types.ts'
import { growthFolder, workspacePaths } from './workspace-paths.ts'

const DEFAULTS = {
  theme: 'system',
  language: 'en',
  density: 'comfortable',
  backend: 'auto',
  workers: null,
  notifications: 'failures',
  retention_rows_days: 90,
  retention_profiles_days: 365,
}

let folder = ''
let stores: Store[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-store-'))
})
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  rmSync(folder, { recursive: true, force: true })
})

async function open(at = folder): Promise<Store> {
  const store = await openStore({ folder: at })
  stores.push(store)
  return store
}

async function reopen(): Promise<Store> {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  return open()
}

/** Changes the catalogue behind the store's back. */
async function tamper(change: (database: Sqlite.Database) => void): Promise<void> {
  await Promise.all(stores.splice(0).map((store) => store.close()))
  const database = new Sqlite(workspacePaths(folder).catalogue)
  change(database)
  database.close()
}

test('settings have defaults, change one by one, and survive closing', async () => {
  const store = await open()
  expect(await store.getSettings()).toEqual(DEFAULTS)
  await store.setSettings({ theme: 'dark', language: undefined })
  expect(await (await reopen()).getSettings()).toEqual({ ...DEFAULTS, theme: 'dark' })
})

test('settings that cannot be read fall back to their defaults and the audit table says so', async () => {
  await open()
  await tamper((database) => {
    database.exec(
      `INSERT INTO settings VALUES ('theme', '"blue"'), ('density', 'broken'), ('language', '"hi"')`,
    )
  })
  const store = await open()
  expect(await store.getSettings()).toEqual({ ...DEFAULTS, language: 'hi' })
  const actions = (await store.listAudit(0, 10)).map(({ action, subject }) => `${action} ${subject}`)
  expect(actions).toEqual(['settings.reset theme', 'settings.reset density'])
})

test('a staged dataset becomes visible with its chunks and rejected rows', async () => {
  const store = await open()
  const rejects = [{ file: 'a.csv', line: 7, column: 'x', reason: 'not a number', text: '1,?' }]
  const dataset = await store.addDataset(stageNumbers(folder, { rows: 1000, hash: 'h1', rejects }))
  expect(dataset).toMatchObject({ model: 'default', rows: 1000, hash: 'h1', name: 'numbers.csv' })
  expect(await store.getDataset(dataset.id)).toEqual(dataset)
  const chunk = openChunk(dataset.chunks[0].path)
  const values = new Float64Array(1000)
  chunk.numbers('x', values, 0)
  chunk.close()
  expect(values[999]).toBe(999)
  expect(await store.listRejects([dataset.id], 0, 10)).toEqual({ total: 1, rows: rejects })
  expect(readdirSync(workspacePaths(folder).staging)).toEqual([])
})

test('the same content of the same model is kept once, for another model again', async () => {
  const store = await open()
  const first = await store.addDataset(stageNumbers(folder, { rows: 3, hash: 'same' }))
  const second = await store.addDataset(stageNumbers(folder, { rows: 3, hash: 'same' }))
  const other = await store.addDataset(stageNumbers(folder, { rows: 3, hash: 'same', model: 'fraud' }))
  expect(second.id).toBe(first.id)
  expect(other.id).not.toBe(first.id)
  expect((await store.listDatasets()).map(({ model }) => model).sort()).toEqual(['default', 'fraud'])
  expect(await store.listDatasets('fraud')).toEqual([other])
  expect(await store.findDataset('fraud', 'same')).toEqual(other)
  expect(await store.findDataset('fraud', 'none')).toBeNull()
  expect(await store.hasDatasetOfSize('fraud', 1234)).toBe(true)
  expect(await store.hasDatasetOfSize('fraud', 1235)).toBe(false)
  expect(readdirSync(workspacePaths(folder).chunks).sort()).toEqual([first.id, other.id].sort())
})

test('rejected rows are paged over several datasets in the order asked for', async () => {
  const store = await open()
  const rejectsOf = (file: string) =>
    Array.from({ length: 3 }, (_, index) => ({ file, line: index + 2, column: 'x', reason: 'r', text: 't' }))
  const a = await store.addDataset(stageNumbers(folder, { rows: 1, hash: 'a', rejects: rejectsOf('a') }))
  const b = await store.addDataset(stageNumbers(folder, { rows: 1, hash: 'b', rejects: rejectsOf('b') }))
  const page = await store.listRejects([b.id, a.id], 2, 2)
  expect(page.total).toBe(6)
  expect(page.rows.map(({ file, line }) => `${file}${line}`)).toEqual(['b4', 'a2'])
})

test('an import whose rejected rows do not add up is refused and leaves nothing', async () => {
  const store = await open()
  const staged = stageNumbers(folder, { rows: 5, hash: 'h' })
  const wrong = { ...staged, document: { ...staged.document, rows_rejected: 2 } }
  await expect(store.addDataset(wrong)).rejects.toMatchObject({ code: 'INTERNAL' })
  expect(await store.listDatasets()).toEqual([])
  expect(readdirSync(workspacePaths(folder).chunks)).toEqual([])
})

test('what the catalogue does not know and unfinished imports are swept on start', async () => {
  const store = await open()
  const kept = await store.addDataset(stageNumbers(folder, { rows: 2, hash: 'kept' }))
  const { chunks, staging, growth } = workspacePaths(folder)
  for (const model of [kept.model, 'gone']) mkdirSync(join(growth, growthFolder(model)), { recursive: true })
  mkdirSync(join(chunks, 'orphan'))
  writeFileSync(join(chunks, 'orphan', '00000.arrow'), 'rows')
  mkdirSync(join(staging, 'unfinished'))
  const again = await reopen()
  expect(again.startReport).toEqual({ swept: ['orphan'], missing: [] })
  expect(readdirSync(chunks)).toEqual([kept.id])
  expect(readdirSync(growth)).toEqual([growthFolder(kept.model)])
  expect(readdirSync(staging)).toEqual([])
})

test('chunks that the disk lost are reported on start', async () => {
  const store = await open()
  const dataset = await store.addDataset(stageNumbers(folder, { rows: 2, hash: 'h' }))
  rmSync(dataset.chunks[0].path)
  expect((await reopen()).startReport).toEqual({ swept: [], missing: [dataset.chunks[0].path] })
})

test('an unknown dataset is NOT_FOUND', async () => {
  const store = await open()
  await expect(store.getDataset('nobody' as DatasetId)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a run comes back whole, column by column, and can be deleted', async () => {
  const store = await open()
  const shape: Distribution = {
    edges: Float64Array.of(0, 0.5, 1),
    reference: Float64Array.of(0.25, 0.75),
    current: Float64Array.of(0.5, 0.5),
    below: [0, 1],
    above: [2, 0],
  }
  const document = driftDocumentOf(['x', 'y'])
  const summary = await store.saveRun({
    title: 'May against April',
    reference: 'april.csv',
    current: 'may.csv',
    datasets: ['d1' as DatasetId, 'd2' as DatasetId],
    document,
    distributions: new Map([['x', shape]]),
  })
  expect(summary).toMatchObject({
    title: 'May against April',
    verdict: 'insufficient',
    drifted: 0,
    columns: 2,
  })
  expect(await store.listRuns()).toEqual([summary])
  expect(await store.getRun(summary.run)).toEqual({ summary, document, datasets: ['d1', 'd2'] })
  expect(await store.getRunColumn(summary.run, 'x')).toEqual({
    column: driftColumnOf('x'),
    distribution: shape,
  })
  expect(await store.getRunColumn(summary.run, 'y')).toEqual({
    column: driftColumnOf('y'),
    distribution: null,
  })
  await expect(store.getRunColumn(summary.run, 'z')).rejects.toMatchObject({ code: 'COLUMN_UNKNOWN' })
  await store.deleteRun(summary.run)
  expect(await store.listRuns()).toEqual([])
  for (const call of [
    store.getRun(summary.run),
    store.getRunColumn(summary.run, 'x'),
    store.deleteRun('none' as RunId),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' })
  }
})

test('the audit table tells what happened, newest first, and its chain holds', async () => {
  const store = await open()
  const dataset = await store.addDataset(stageNumbers(folder, { rows: 2, hash: 'h' }))
  await store.setSettings({ language: 'hi' })
  const entries = await store.listAudit(0, 10)
  expect(entries.map(({ sequence, action, subject }) => ({ sequence, action, subject }))).toEqual([
    { sequence: 2, action: 'settings.changed', subject: 'settings' },
    { sequence: 1, action: 'dataset.stored', subject: dataset.id },
  ])
  await tamper((database) => expect(findBrokenEntry(database)).toBeNull())
})

test('the audit table refuses changes and deletions', async () => {
  const store = await open()
  await store.setSettings({ theme: 'dark' })
  await tamper((database) => {
    expect(() => database.exec("UPDATE audit SET detail = '{}'")).toThrow('append-only')
    expect(() => database.exec('DELETE FROM audit')).toThrow('append-only')
  })
})

test.each([
  ['a changed detail', "UPDATE audit SET detail = '{}' WHERE sequence = 2", 2],
  ['a removed entry', 'DELETE FROM audit WHERE sequence = 1', 1],
  ['a rewritten hash', "UPDATE audit SET hash = 'f' WHERE sequence = 1", 1],
])('%s breaks the audit chain where it happened', async (_, sql, sequence) => {
  const store = await open()
  for (const theme of ['dark', 'light', 'system'] as const) await store.setSettings({ theme })
  await tamper((database) => {
    database.exec('DROP TRIGGER audit_is_append_only_update; DROP TRIGGER audit_is_append_only_delete')
    database.exec(sql)
    expect(findBrokenEntry(database)).toMatchObject({ sequence })
  })
})

test('a workspace that this process has open is WORKSPACE_LOCKED with its number', async () => {
  await open()
  await expect(openStore({ folder })).rejects.toMatchObject({
    code: 'WORKSPACE_LOCKED',
    message: expect.stringContaining(`process ${process.pid}`),
  })
})

const program = [join(import.meta.dirname, 'testing/open-in-process.ts')]

test('a workspace that another process holds is locked until that process is killed', async () => {
  const other = spawn(process.execPath, [...program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(other.stdout, 'data')
  const { pid } = JSON.parse(String(line))
  await expect(openStore({ folder })).rejects.toMatchObject({
    code: 'WORKSPACE_LOCKED',
    message: expect.stringContaining(`process ${pid}`),
  })
  other.kill('SIGKILL')
  await once(other, 'exit')
  expect(await (await open()).getSettings()).toMatchObject({ theme: 'system' })
})

test('closing gives the workspace back', async () => {
  await (await open()).close()
  stores = []
  expect(existsSync(workspacePaths(folder).owner)).toBe(false)
  await open()
})

test('a catalogue from the future is refused and stays as it was', async () => {
  await open()
  await tamper((database) => database.pragma(`user_version = ${MIGRATIONS.length + 1}`))
  const { catalogue } = workspacePaths(folder)
  const before = readFileSync(catalogue)
  await expect(openStore({ folder })).rejects.toMatchObject({ code: 'WORKSPACE_NEWER' })
  expect(readFileSync(catalogue)).toEqual(before)
})

test.each([
  [
    'is no database',
    () => Buffer.from('this is not a database at all, but long enough to be looked at. '.repeat(99)),
  ],
  [
    'is damaged in the middle',
    (whole: Buffer) => {
      const damaged = Buffer.from(whole)
      damaged.fill(0xab, 4096 + 8)
      return damaged
    },
  ],
  ['is cut short', (whole: Buffer) => whole.subarray(0, 6000)],
])('a catalogue that %s is WORKSPACE_CORRUPT', async (_, damage) => {
  await open()
  await tamper(() => {})
  const { catalogue } = workspacePaths(folder)
  writeFileSync(catalogue, damage(readFileSync(catalogue)))
  await expect(openStore({ folder })).rejects.toMatchObject({ code: 'WORKSPACE_CORRUPT' })
})

test('a folder that may not be written to is READ_ONLY', () => {
  const inner = join(folder, 'inner')
  mkdirSync(inner)
  chmodSync(inner, 0o555)
  // Who runs as root may write everywhere, so the other program becomes nobody first.
  const asNobody = process.getuid?.() === 0 ? ['65534'] : []
  chmodSync(folder, 0o755)
  const { stdout } = spawnSync(process.execPath, [...program, join(inner, 'workspace'), ...asNobody], {
    encoding: 'utf8',
  })
  expect(JSON.parse(stdout)).toMatchObject({ code: 'READ_ONLY' })
})

test('a catalogue of each earlier version is brought to the newest', async () => {
  for (let version = 0; version < MIGRATIONS.length; version++) {
    const old = join(folder, `version-${version}`)
    mkdirSync(old)
    const database = new Sqlite(workspacePaths(old).catalogue)
    migrate(database, version)
    database.close()
    await (await open(old)).getSettings()
    const after = new Sqlite(workspacePaths(old).catalogue, { readonly: true })
    expect(after.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length)
    after.close()
  }
})
