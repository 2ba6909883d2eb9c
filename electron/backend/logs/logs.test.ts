import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Client, createClient } from '#shared/contract/client.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { LocalBackend } from '../backend.ts'
import { createBackend } from '../create-backend.ts'
import { localTransport } from '../local-transport.ts'

let folder = ''
let watched = ''
let backend: LocalBackend
let client: Client
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-logs-'))
  watched = join(folder, 'watched')
  mkdirSync(watched)
  await open()
})
afterAll(async () => {
  await backend?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open() {
  backend = await createBackend({
    shell: 'electron',
    paths: {
      workspace: join(folder, 'workspace'),
      temporary: join(folder, 'temporary'),
      resources: join(folder, 'resources'),
    },
    dialogs: { chooseFiles: async () => [], chooseFolder: async () => watched },
    pdf: { available: false, reason: 'None here.' },
    secrets: null,
    deliver: async ({ path, name }) => {
      copyFileSync(path, join(folder, name))
      return { kind: 'saved', name, bytes: statSync(path).size }
    },
    notify: () => undefined,
    openExternal: async () => undefined,
  })
  client = createClient(localTransport(backend))
}

async function load(model: string, name: string, text: string, roles: Mapping['roles']) {
  const path = join(folder, name)
  writeFileSync(path, text)
  const { token } = await backend.grantFile(path)
  return client.job('log.import', { files: [token], mapping: { roles, model } }).result
}

const HOUR = 3_600_000
const ago = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString()

test('a label log tells how many of its labels found their row, and the maturity counts them by age', async () => {
  const roles = { id: 'prediction_id', at: 'timestamp', score: 'score' } as const
  const rows = [`1,${ago(100)},0.1`, `2,${ago(100)},0.2`, `3,${ago(3)},0.3`, `4,${ago(3)},0.4`]
  const log = await load('late', 'log.csv', `id,at,score\n${rows.join('\n')}\n`, roles)
  expect(log.labels).toBeUndefined()
  const labels = await load(
    'late',
    'truth.csv',
    `id,truth,known\n1,1,${ago(90)}\n3,0,${ago(1)}\n9,1,${ago(1)}\n`,
    {
      id: 'prediction_id',
      truth: 'label',
      known: 'label_timestamp',
    },
  )
  expect(labels.labels).toEqual({ joined: 2, unmatched: 1 })
  const maturity = await client.query('labels.maturity', { model: 'late' })
  expect(maturity).toMatchObject({ rows: 4, labelled: 2, superseded: 0 })
  const at = (hours: number) => maturity.curve.find(({ age_seconds }) => age_seconds === hours * 3_600)
  // After an hour nobody was labelled; after a day the row of 10 hours, of the two that are so old.
  expect(at(1)).toEqual({ age_seconds: 3_600, rows: 4, labelled: 0 })
  expect(at(24)).toEqual({ age_seconds: 86_400, rows: 2, labelled: 1 })
})

test('the history tells what came and what is there, newest first', async () => {
  await load('history', 'one.csv', 'x\n1\nno,comma\n', {})
  await load('history', 'two.csv', 'x\n1\n2\n', {})
  const { datasets } = await client.query('datasets.list', { model: 'history' })
  expect(
    datasets.map(({ name, rows_read, rows_rejected, rows }) => [name, rows_read, rows_rejected, rows]),
  ).toEqual([
    ['two.csv', 2, 0, 2],
    ['one.csv', 2, 1, 1],
  ])
  const rejects = await client.query('datasets.rejects', {
    dataset: datasets[1]?.dataset ?? '',
    offset: 0,
    limit: 10,
  })
  expect(rejects).toMatchObject({ total: 1, rows: [{ file: 'one.csv', line: 3, text: 'no,comma' }] })
})

test.each(['csv', 'parquet', 'arrow'] as const)('a window of a log is delivered as %s', async (format) => {
  const model = `export ${format}`
  await load(model, `rows of ${format}.csv`, 'x,city\n1,Bern\n2,Basel\n3,Chur\n', {})
  const [log] = (await client.query('datasets.list', { model })).datasets
  const window = { kind: 'rows', start: 1, end: 3 } as const
  const name = `rows-of-${format}.${format}`
  const delivered = await client.job('log.export', { dataset: log?.dataset ?? '', window, format }).result
  expect(delivered).toMatchObject({ kind: 'saved', name })
  const { token } = await backend.grantFile(join(folder, name))
  const again = await client.job('log.import', { files: [token], mapping: { roles: {}, model } }).result
  expect(again).toMatchObject({ rows_read: 2, rows_stored: 2, rows_rejected: 0 })
  if (format === 'csv')
    expect(readFileSync(join(folder, name), 'utf8')).toBe('"x","city"\n2,"Basel"\n3,"Chur"\n')
})

test('every rejected row is delivered, safe for spreadsheets or letter by letter', async () => {
  const bad = Array.from({ length: 4_500 }, (_, row) => `=cmd|${row},1,2`).join('\n')
  await load('aside', 'aside log.csv', `x,y\n1,2\n${bad}\n`, {})
  const [log] = (await client.query('datasets.list', { model: 'aside' })).datasets
  const dataset = log?.dataset ?? ''
  const delivered = await client.job('datasets.exportRejects', { dataset, format: 'csv' }).result
  expect(delivered).toMatchObject({ kind: 'saved', name: 'aside-log-rejected.csv' })
  const lines = readFileSync(join(folder, 'aside-log-rejected.csv'), 'utf8').split('\r\n')
  expect(lines).toHaveLength(4_502)
  expect(lines.slice(0, 2)).toEqual([
    'file,line,column,reason,text',
    `aside log.csv,3,,"3 fields, 2 expected","'=cmd|0,1,2"`,
  ])
  await client.job('datasets.exportRejects', { dataset, format: 'ndjson' }).result
  const objects = readFileSync(join(folder, 'aside-log-rejected.ndjson'), 'utf8').trimEnd().split('\n')
  expect(objects).toHaveLength(4_500)
  expect(JSON.parse(objects[4_499] ?? '')).toMatchObject({ line: 4_502, text: '=cmd|4499,1,2' })
})

test('the history of a label names every version and which of them counts', async () => {
  const ids = { id: 'prediction_id', truth: 'label' } as const
  await load('versions', 'log.csv', 'id,score,truth\n1,0.1,0\n2,0.2,1\n', { ...ids, score: 'score' })
  const known = { ...ids, known: 'label_timestamp' } as const
  await load('versions', 'late.csv', 'id,truth,known\n1,1,2026-03-01\n', known)
  await load('versions', 'early.csv', 'id,truth,known\n1,0,2026-02-01\n', known)
  const history = await client.query('labels.history', { model: 'versions', prediction_id: '1' })
  expect(history.versions.map(({ name, value, current }) => [name, value, current])).toEqual([
    ['late.csv', '1', true],
    ['early.csv', '0', false],
    ['log.csv', '0', false],
  ])
  const own = await client.query('labels.history', { model: 'versions', prediction_id: '2' })
  expect(own.versions.map(({ name, current }) => [name, current])).toEqual([['log.csv', true]])
  const none = await client.query('labels.history', { model: 'versions', prediction_id: 'nobody' })
  expect(none.versions).toEqual([])
})

test('the history of imports tells how many labels joined, also when their rows came later', async () => {
  await load('first labels', 'truth.csv', 'id,truth\n1,1\n2,0\n', { id: 'prediction_id', truth: 'label' })
  const labels = async () =>
    (await client.query('datasets.list', { model: 'first labels' })).datasets.find((log) => log.is_labels)
      ?.labels
  expect(await labels()).toEqual({ joined: 0, unmatched: 2 })
  await load('first labels', 'log.csv', 'id,score\n2,0.5\n3,0.5\n', { id: 'prediction_id', score: 'score' })
  expect(await labels()).toEqual({ joined: 1, unmatched: 1 })
})

test('a chosen mapping is checked, kept in the audit table, and taken by the next import', async () => {
  const model = 'chosen'
  await load(model, 'one.csv', 'a,b\n1,2\n', {})
  const set = await client.command('mappings.set', { model, mapping: { roles: { b: 'label' } } })
  expect(set).toMatchObject({ chosen: { roles: { b: 'label' } }, columns: ['a', 'b'] })
  const { entries } = await client.query('audit.list', { offset: 0, limit: 1 })
  expect(entries[0]).toMatchObject({ action: 'mapping.changed', subject: model })
  const next = await load(model, 'two.csv', 'a,b\n3,4\n', {})
  expect(next.roles).toEqual({ a: 'feature', b: 'label' })
  const without = await load(model, 'three.csv', 'a,c\n5,6\n', {})
  expect(without.roles).toEqual({ a: 'feature', c: 'feature' })
  const given = await load(model, 'four.csv', 'a,b\n7,8\n', { b: 'feature' })
  expect(given.roles).toEqual({ a: 'feature', b: 'feature' })
  expect((await client.query('mappings.get', { model })).last?.roles).toEqual({ a: 'feature', b: 'feature' })
})

test.each([
  ['a column that no log has', { roles: { amonut: 'label' } }, 'COLUMN_UNKNOWN', '"amount"'],
  ['two columns of times', { roles: { at: 'timestamp', amount: 'timestamp' } }, 'MAPPING_INVALID', 'another'],
  ['a zone that is none', { roles: {}, timezone: 'Mars/Olympus' }, 'MAPPING_INVALID', ''],
] as const)('a mapping with %s is refused', async (_, mapping, code, mend) => {
  await load('checked', 'checked.csv', 'at,amount\n2026-01-01,1\n', {})
  await expect(client.command('mappings.set', { model: 'checked', mapping })).rejects.toMatchObject({
    code,
    mend: expect.stringContaining(mend),
  })
  expect((await client.query('mappings.get', { model: 'checked' })).chosen).toBeNull()
})

test('a deleted log is gone from the disk and named in the audit table with the reason', async () => {
  await load('gone', 'gone.csv', 'x\n1\n2\n', {})
  const [log] = (await client.query('datasets.list', { model: 'gone' })).datasets
  const dataset = log?.dataset ?? ''
  const place = join(folder, 'workspace', 'chunks', dataset)
  expect(existsSync(place)).toBe(true)
  const removal = await client.command('datasets.delete', { dataset, reason: 'was a mistake' })
  expect(removal.rows).toBe(2)
  expect(existsSync(place)).toBe(false)
  const { entries } = await client.query('audit.list', { offset: 0, limit: 1 })
  expect(entries[0]).toMatchObject({
    action: 'dataset.deleted',
    subject: dataset,
    detail: { name: 'gone.csv', rows: 2, reason: 'was a mistake' },
  })
  await expect(client.command('datasets.delete', { dataset, reason: 'again' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('rows of years ago stay for as long as rows of today', async () => {
  await load('old', 'old.csv', 'at,x\n2001-01-01T00:00:00Z,1\n2001-01-02T00:00:00Z,2\n', { at: 'timestamp' })
  await load('old', 'more.csv', 'x\n7\n', {})
  const { datasets } = await client.query('datasets.list', { model: 'old' })
  expect(datasets.map(({ rows }) => rows)).toEqual([1, 2])
})

test('a chosen folder is watched until it is stopped, also after the app was closed, and no row comes twice', async () => {
  const changes = vi.fn()
  backend.onEvent(({ event }) => event.type === 'watches.changed' && changes())
  const { chosen } = await client.command('watch.choose', {})
  expect(chosen?.name).toBe('watched')
  const started = await client.command('watch.start', { folder: chosen?.folder ?? '', model: 'followed' })
  const { watch } = started
  expect(started).toMatchObject({ running: true, model: 'followed', folder: watched, last: null })
  const path = join(watched, 'live.ndjson')
  writeFileSync(path, '{"x":1}\n{"x":2}\n')
  const seen = async () => (await client.query('watch.list', {})).watches.find((one) => one.watch === watch)
  const until = (rows: number) =>
    vi.waitFor(async () => expect((await seen())?.rows_stored).toBe(rows), { timeout: 20_000 })
  await until(2)
  expect(changes).toHaveBeenCalled()
  expect((await seen())?.last).toMatchObject({ rows_stored: 2 })

  await backend.close()
  appendFileSync(path, '{"x":3}\n')
  await open()
  await until(1)
  expect(await client.command('watch.stop', { watch })).toMatchObject({ running: false })
  appendFileSync(path, '{"x":4}\n')
  expect((await client.command('watch.start', { watch })).running).toBe(true)
  await until(1)
  const { datasets } = await client.query('datasets.list', { model: 'followed' })
  expect(datasets.reduce((rows, log) => rows + log.rows, 0)).toBe(4)
  await client.command('watch.forget', { watch })
  expect(await seen()).toBeUndefined()
  await expect(client.command('watch.start', { watch })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(client.command('watch.start', { folder: 'x', model: 'm' })).rejects.toMatchObject({
    code: 'TOKEN_EXPIRED',
  })
}, 60_000)
