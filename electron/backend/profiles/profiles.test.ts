import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { WindowColumn } from '#shared/contract/documents/window.ts'
import { measureNumericColumn } from '#shared/stats/drift/column.ts'
import { hostileSamples } from '#shared/stats/profile/testing/hostile-samples.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { HOUR } from './buckets.ts'
import type { LogColumn } from './testing/stage-log.ts'
import { jobContext, openTestWorkspace, type TestWorkspace } from './testing/workspace.ts'

const DAY = 24 * HOUR
const START = Date.parse('2026-03-01T00:00:00Z')
const ALL = { kind: 'all' } as const
const time = (start: number | null, end: number | null) => ({ kind: 'time', start, end }) as const

let workspace: TestWorkspace
let model = ''
let models = 0
beforeAll(async () => {
  workspace = await openTestWorkspace()
})
afterAll(() => workspace.close())
// One workspace for all, a model of its own for each test.
beforeEach(() => {
  models += 1
  model = `model ${models}`
})

/** Twenty days of rows in order; the amount moves up from day ten on. */
function log(rows = 6_000, seed = 1): LogColumn[] {
  const random = createRandom(seed)
  const at = Float64Array.from({ length: rows }, (_, row) => START + Math.floor((row / rows) * 20 * DAY))
  const amount = Float64Array.from(at, (instant, row) =>
    row % 50 === 0 ? Number.NaN : randomNormal(random) + (instant >= START + 10 * DAY ? 0.8 : 0),
  )
  const channel = Array.from(at, (_, row) => (row % 90 === 0 ? null : ['web', 'app', 'shop'][row % 3]))
  const score = Float64Array.from(amount, (value) => 1 / (1 + Math.exp(-(Number.isNaN(value) ? 0 : value))))
  const label = Float64Array.from(score, (value, row) => (row % 4 === 0 ? Number.NaN : Number(value > 0.5)))
  return [
    { name: 'at', values: at, times: true, role: 'timestamp' },
    { name: 'amount', values: amount },
    { name: 'channel', values: channel },
    { name: 'score', values: score, role: 'score' },
    { name: 'label', values: label, role: 'label' },
  ]
}

const firstHalf = time(null, START + 10 * DAY)

async function withBaseline(columns = log(), chunkRows = 1_000) {
  const dataset = await workspace.add(columns, { model, chunkRows })
  const baseline = await workspace.freeze([dataset], firstHalf)
  await workspace.profiles.changeBaseline(model, baseline.id, jobContext())
  return { dataset, baseline }
}

const named = (columns: readonly WindowColumn[], name: string) =>
  columns.find((column) => column.name === name)

test('a window of whole days from counts equals the one from the rows, bounds around what is not exact', async () => {
  await withBaseline()
  const query = { model, window: time(START + 10 * DAY, START + 20 * DAY) }
  const counted = await workspace.profiles.queryWindow(query)
  const exact = await workspace.profiles.measureWindow(query, jobContext())
  expect(counted).toMatchObject({
    aligned: true,
    exact: false,
    pending: 0,
    rows: { reference: 3000, current: 3000 },
  })
  expect(counted.columns.map(({ name }) => name)).toEqual(['amount', 'channel', 'score', 'label'])
  for (const column of counted.columns) {
    const other = named(exact.columns, column.name)
    expect(column.rows).toEqual(other?.rows)
    expect(column.missing).toEqual(other?.missing)
    expect(column.psi).toEqual(other?.psi)
    expect(column.kl).toEqual(other?.kl)
    expect(column.js).toEqual(other?.js)
    expect(column.hellinger).toEqual(other?.hellinger)
    expect(column.chi2?.statistic).toEqual(other?.chi2?.statistic)
    expect(column.verdict).toBe(other?.verdict)
    if (column.ks === null) continue
    expect(other?.ks?.statistic).toBeGreaterThanOrEqual(column.ks.bounds[0])
    expect(other?.ks?.statistic).toBeLessThanOrEqual(column.ks.bounds[1])
    expect(other?.wasserstein?.value).toBeGreaterThanOrEqual((column.wasserstein?.bounds[0] ?? 0) - 1e-12)
    expect(other?.wasserstein?.value).toBeLessThanOrEqual((column.wasserstein?.bounds[1] ?? 0) + 1e-12)
  }
  expect(named(counted.columns, 'amount')).toMatchObject({ verdict: 'high', settled: true })
  expect(named(counted.columns, 'channel')).toMatchObject({ verdict: 'none' })
})

test('the PSI of a whole log equals the kernel to 1e-12 and D keeps its bound, on hostile columns', async () => {
  const pairs = Object.entries(hostileSamples())
  const side = (which: 0 | 1): LogColumn[] => pairs.map(([name, pair]) => ({ name, values: pair[which] }))
  const reference = await workspace.add(side(0), { model, chunkRows: 700 })
  const current = await workspace.add(side(1), { model, chunkRows: 900, name: 'current.csv' })
  const baseline = await workspace.freeze([reference])
  await workspace.profiles.changeBaseline(model, baseline.id, jobContext())
  const { columns } = await workspace.profiles.queryWindow({
    model,
    datasets: [current.id],
    window: ALL,
  })
  for (const [name, [before, after]] of pairs) {
    const exact = measureNumericColumn(
      { values: before.slice(), missing: 0 },
      { values: after.slice(), missing: 0 },
      { interval: false },
    )
    const counted = named(columns, name)
    expect(Math.abs((counted?.psi?.value ?? Number.NaN) - (exact.psi?.value ?? 0)), name).toBeLessThan(1e-12)
    expect(exact.ks?.statistic, name).toBeGreaterThanOrEqual(counted?.ks?.bounds[0] ?? Number.NaN)
    expect(exact.ks?.statistic, name).toBeLessThanOrEqual(counted?.ks?.bounds[1] ?? Number.NaN)
  }
})

test('a window inside an hour is moved outward to whole hours and says so', async () => {
  await withBaseline()
  const window = time(START + 11 * DAY + 10 * 60_000, START + 12 * DAY + 50 * 60_000)
  const counted = await workspace.profiles.queryWindow({ model, window })
  expect(counted.aligned).toBe(false)
  expect(counted.covered).toEqual({
    kind: 'time',
    start: '2026-03-12T00:00:00.000Z',
    end: '2026-03-13T01:00:00.000Z',
  })
  const whole = await workspace.profiles.measureWindow(
    { model, window: time(START + 11 * DAY, START + 12 * DAY + HOUR) },
    jobContext(),
  )
  expect(counted.rows).toEqual(whole.rows)
})

test('rows without a time are in no window of time but in the whole', async () => {
  const columns = log(2_000).map((column) =>
    column.role === 'timestamp' && column.values instanceof Float64Array
      ? { ...column, values: column.values.map((at, row) => (row % 10 === 0 ? Number.NaN : at)) }
      : column,
  )
  await withBaseline(columns, 500)
  const rows = async (window: Parameters<typeof time> | null) =>
    (
      await workspace.profiles.queryWindow({
        model,
        window: window === null ? ALL : time(...window),
      })
    ).rows.current
  expect(await rows(null)).toBe(2_000)
  expect(await rows([null, null])).toBe(1_800)
})

test('a log without times is counted by its row numbers', async () => {
  const random = createRandom(3)
  const values = Float64Array.from(
    { length: 40_000 },
    (_, row) => randomNormal(random) + (row < 20_000 ? 0 : 1),
  )
  const dataset = await workspace.add([{ name: 'x', values }], { model, chunkRows: 9_000 })
  const baseline = await workspace.freeze([dataset], { kind: 'rows', start: 0, end: 16_384 })
  await workspace.profiles.changeBaseline(model, baseline.id, jobContext())
  const window = { kind: 'rows', start: 20_000, end: 32_768 } as const
  const counted = await workspace.profiles.queryWindow({ model, window })
  expect(counted).toMatchObject({ covered: { start: 16_384, end: 32_768 }, aligned: false })
  const exact = await workspace.profiles.measureWindow(
    { model, window: { kind: 'rows', start: 16_384, end: 32_768 } },
    jobContext(),
  )
  expect(counted.columns[0].psi).toEqual(exact.columns[0].psi)
})

test('several logs of a model add up to one window', async () => {
  const { dataset } = await withBaseline(log(3_000), 1_000)
  const second = await workspace.add(log(2_000, 9), { model, name: 'more.csv' })
  await workspace.profiles.countNew(model, jobContext())
  const window = time(START, START + 5 * DAY)
  const of = (datasets: (typeof dataset.id)[] | undefined) =>
    workspace.profiles.queryWindow({ model, datasets, window })
  const [both, one, two] = [await of(undefined), await of([dataset.id]), await of([second.id])]
  expect(both.rows.current).toBe(one.rows.current + two.rows.current)
  const exact = await workspace.profiles.measureWindow({ model, window }, jobContext())
  expect(named(both.columns, 'amount')?.psi).toEqual(named(exact.columns, 'amount')?.psi)
})

test('score cells of a window hold its labelled rows and positives', async () => {
  await withBaseline()
  const { columns } = await workspace.profiles.queryWindow({ model, window: ALL })
  const score = named(columns, 'score')?.score
  const total = (list: Float64Array | undefined) => list?.reduce((sum, x) => sum + x, 0)
  expect(total(score?.rows)).toBe(6_000)
  expect(total(score?.labelled)).toBe(4_500)
  const [, , , scores, labels] = log()
  const positives = Array.from<unknown>(labels.values).filter((label) => label === 1).length
  expect(total(score?.labels)).toBe(positives)
  expect(total(score?.sums)).toBeCloseTo(
    (scores.values as Float64Array).reduce((sum, x) => sum + x, 0),
    6,
  )
  expect(named(columns, 'amount')?.score).toBeNull()
})

test('a log that came after the baseline is pending until it is counted in the background', async () => {
  await withBaseline(log(2_000), 1_000)
  await workspace.add(log(1_000, 5), { model, name: 'later.csv' })
  const query = { model, window: ALL }
  expect(await workspace.profiles.queryWindow(query)).toMatchObject({ pending: 1, rows: { current: 2_000 } })
  await Promise.all(workspace.jobs)
  expect(await workspace.profiles.queryWindow(query)).toMatchObject({ pending: 0, rows: { current: 3_000 } })
})

test('a lost or damaged profile is counted again from its chunk', async () => {
  const { baseline, dataset } = await withBaseline(log(2_000), 1_000)
  const place = join(workspacePaths(workspace.folder).profiles, baseline.id, dataset.id)
  const [first, second] = readdirSync(place).toSorted()
  rmSync(join(place, first))
  const bytes = readFileSync(join(place, second))
  bytes[bytes.length - 3] ^= 0xff
  writeFileSync(join(place, second), bytes)
  const query = { model, window: ALL }
  expect(await workspace.profiles.queryWindow(query)).toMatchObject({ pending: 2 })
  await Promise.all(workspace.jobs)
  expect(await workspace.profiles.queryWindow(query)).toMatchObject({ pending: 0, rows: { current: 2_000 } })
})

test('times in every century are counted in buckets that memory can hold', async () => {
  const rows = 30_000
  const random = createRandom(4)
  const at = Float64Array.from({ length: rows }, () => Math.floor((random.uniform() - 0.5) * 1.7e16))
  const columns: LogColumn[] = [
    { name: 'at', values: at, times: true, role: 'timestamp' },
    ...Array.from({ length: 40 }, (_, index) => ({
      name: `x${index}`,
      values: Float64Array.from({ length: rows }, () => randomNormal(random)),
    })),
  ]
  const dataset = await workspace.add(columns, { model })
  const baseline = await workspace.freeze([dataset])
  await workspace.profiles.changeBaseline(model, baseline.id, jobContext())
  expect((await workspace.store.profileWidth(baseline.id, dataset.id))?.width).toBeGreaterThan(24 * HOUR)
  expect((await workspace.profiles.queryWindow({ model, window: ALL })).rows.current).toBe(rows)
})

test('a model without a baseline, an unknown baseline and an unknown log are told apart', async () => {
  const { dataset } = await withBaseline(log(600), 600)
  await workspace.add(log(600, 2), { model: 'other' })
  const ask = workspace.profiles.queryWindow
  await expect(ask({ model: 'other', window: ALL })).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
  await expect(ask({ model, baseline: 'f'.repeat(64) as never, window: ALL })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(ask({ model, datasets: ['gone' as typeof dataset.id], window: ALL })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(ask({ model, window: { kind: 'rows', start: 0, end: 10 } })).rejects.toMatchObject({
    code: 'NOT_AVAILABLE',
  })
})
