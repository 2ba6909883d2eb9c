import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ExportFormat } from '#shared/contract/log-operations.ts'
import type { Dataset, Selection } from '../../store/types.ts'
import { columnOf, openWorkbench, signals, type Workbench } from '../testing/workbench.ts'
import { defused } from './export-rows.ts'

let bench: Workbench
let log: Dataset
beforeAll(async () => {
  bench = await openWorkbench()
  const text = [
    'timestamp,x,city,vip',
    '2021-01-01T00:00:00Z,1.5,"=1+1",true',
    '2021-01-02T00:00:00Z,,"a ""quoted"", name",false',
    '2021-01-03T00:00:00Z,inf,,',
    ',4,Zürich,true',
  ]
  log = await bench.load(bench.file('log.csv', `${text.join('\n')}\n`))
})
afterAll(() => bench.close())

const ALL = { kind: 'all' } as const

async function exported(format: ExportFormat, window: Selection['window'] = ALL): Promise<string> {
  const path = bench.file(`out.${format}`, '')
  await bench.ingest.exportRows({ dataset: log, window, format, path }, signals())
  return path
}

test('CSV: ISO times, quoted texts, empty for missing, no formulas', async () => {
  expect(readFileSync(await exported('csv'), 'utf8').split('\n')).toEqual([
    '"timestamp","x","city","vip"',
    `2021-01-01T00:00:00.000Z,1.5,"'=1+1",true`,
    '2021-01-02T00:00:00.000Z,,"a ""quoted"", name",false',
    '2021-01-03T00:00:00.000Z,Infinity,,',
    ',4,"Zürich",true',
    '',
  ])
})

test.each(['parquet', 'arrow'] as const)('%s comes back as it went', async (format) => {
  const back = await bench.load(await exported(format))
  for (const { name, storage } of log.columns) {
    expect(back.columns.find((column) => column.name === name)?.storage).toBe(storage)
    expect(columnOf(back, name)).toEqual(columnOf(log, name))
  }
})

test.each([
  ['rows', { kind: 'rows', start: 1, end: 3 }, [null, Number.POSITIVE_INFINITY]],
  ['times', { kind: 'time', start: Date.UTC(2021, 0, 2), end: null }, [null, Number.POSITIVE_INFINITY]],
  ['times before', { kind: 'time', start: null, end: Date.UTC(2021, 0, 2) }, [1.5]],
  ['nothing', { kind: 'rows', start: 9, end: 10 }, []],
] as const)('a window of %s', async (_, window, expected) => {
  const table = tableFromIPC(readFileSync(await exported('arrow', window)))
  expect([...(table.getChild('x') ?? [])]).toEqual(expected)
})

test('a cancelled export leaves no file', async () => {
  const path = join(dirname(bench.file('other.txt', '')), 'cancelled.csv')
  const cancel = signals()
  Atomics.store(cancel.cancelFlag, 0, 1)
  await expect(
    bench.ingest.exportRows({ dataset: log, window: ALL, format: 'csv', path }, cancel),
  ).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(existsSync(path)).toBe(false)
  expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.tmp'))).toEqual([])
})

test('texts that start as a formula are defused, others are not', () => {
  expect(['=1', '+1', '-1', '@x', '\tx', '\rx', 'x=1', ''].map(defused)).toEqual([
    "'=1",
    "'+1",
    "'-1",
    "'@x",
    "'\tx",
    "'\rx",
    'x=1',
    '',
  ])
})
