import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR } from './buckets.ts'
import type { LogColumn } from './testing/stage-log.ts'
import { jobContext, openTestWorkspace, type TestWorkspace } from './testing/workspace.ts'

const START = Date.parse('2026-03-01T00:00:00Z')
const ALL = { kind: 'all' } as const

let workspace: TestWorkspace
beforeAll(async () => {
  workspace = await openTestWorkspace()
})
afterAll(() => workspace.close())

const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `p${from + at}`)

function scored(rows: number): LogColumn[] {
  const numbers = Array.from({ length: rows }, (_, row) => row)
  return [
    {
      name: 'at',
      values: Float64Array.from(numbers, (row) => START + row * HOUR),
      times: true,
      role: 'timestamp',
    },
    { name: 'id', values: ids(0, rows), role: 'prediction_id' },
    { name: 'score', values: Float64Array.from(numbers, (row) => (row % 100) / 100), role: 'score' },
    { name: 'amount', values: Float64Array.from(numbers) },
  ]
}

function labels(of: readonly string[], values: readonly number[], knownAt?: number): LogColumn[] {
  const columns: LogColumn[] = [
    { name: 'id', values: of, role: 'prediction_id' },
    { name: 'truth', values: Float64Array.from(values), role: 'label' },
  ]
  if (knownAt === undefined) return columns
  return [
    ...columns,
    {
      name: 'known',
      values: new Float64Array(of.length).fill(knownAt),
      times: true,
      role: 'label_timestamp',
    },
  ]
}

async function withBaseline(model: string, rows = 400) {
  const dataset = await workspace.add(scored(rows), { model, chunkRows: 100 })
  const baseline = await workspace.freeze([dataset])
  await workspace.profiles.changeBaseline(model, baseline.id, jobContext())
  return { dataset, baseline }
}

async function labelled(model: string): Promise<{ labelled: number; positive: number }> {
  const { columns } = await workspace.profiles.queryWindow({ model, window: ALL })
  const score = columns.find(({ name }) => name === 'score')?.score
  const sum = (values = new Float64Array()) => values.reduce((total, value) => total + value, 0)
  return { labelled: sum(score?.labelled), positive: sum(score?.labels) }
}

const caughtUp = async (model: string) => {
  await workspace.profiles.catchUp(model)
  await Promise.all(workspace.jobs)
}

const hashes = async (model: string) => {
  const used = await workspace.store.baselineInUse(model)
  if (used === null) throw new Error('no baseline')
  const profiles = await workspace.store.listLabelledProfiles(used.id, model)
  return { baseline: used.id, profiles, hashes: profiles.map(({ sha256 }) => sha256) }
}

test('labels that come later are in the score cells, the newest one of each row', async () => {
  const model = 'late'
  await withBaseline(model)
  expect(await labelled(model)).toEqual({ labelled: 0, positive: 0 })
  await workspace.add(labels(ids(0, 50), Array(50).fill(1)), { model })
  await caughtUp(model)
  expect(await labelled(model)).toEqual({ labelled: 50, positive: 50 })
  // Ten of them are taken back, ten more come, and one has no row.
  await workspace.add(labels([...ids(0, 10), ...ids(390, 400), 'nobody'], Array(21).fill(0)), { model })
  await caughtUp(model)
  expect(await labelled(model)).toEqual({ labelled: 60, positive: 40 })
  // One that is older by its own time changes nothing.
  await workspace.add(labels(ids(20, 30), Array(10).fill(0), START), { model })
  await caughtUp(model)
  expect(await labelled(model)).toEqual({ labelled: 60, positive: 40 })
})

test('only chunks whose rows got a label are written anew', async () => {
  const model = 'some'
  await withBaseline(model)
  const before = await hashes(model)
  await workspace.add(labels(ids(250, 260), Array(10).fill(1)), { model })
  await caughtUp(model)
  const after = await hashes(model)
  expect(before.hashes.map((hash, at) => hash === after.hashes[at])).toEqual([true, true, false, true])
  expect(new Set(after.profiles.slice(0, 4).map(({ labels: state }) => state)).size).toBe(1)
})

test('labels that go with their log leave the cells', async () => {
  const model = 'gone'
  await withBaseline(model)
  const truth = await workspace.add(labels(ids(0, 50), Array(50).fill(1)), { model })
  await caughtUp(model)
  await workspace.store.deleteDataset(truth.id, 'a test')
  await caughtUp(model)
  expect(await labelled(model)).toEqual({ labelled: 0, positive: 0 })
})

test('what was told of labels step by step is what counting from the start gives, whatever came', async () => {
  let count = 0
  const arrival = fc.record({
    rows: fc.uniqueArray(fc.integer({ min: 0, max: 219 }), { minLength: 1, maxLength: 40 }),
    value: fc.constantFrom(0, 1),
    knownAt: fc.option(fc.integer({ min: START, max: START + 1_000 }), { nil: undefined }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(arrival, { minLength: 1, maxLength: 3 }), async (arrivals) => {
      const model = `any ${++count}`
      await withBaseline(model, 200)
      for (const { rows, value, knownAt } of arrivals) {
        const of = rows.map((row) => `p${row}`)
        await workspace.add(labels(of, Array(of.length).fill(value), knownAt), { model })
        await caughtUp(model)
      }
      const told = await hashes(model)
      await workspace.store.forgetProfiles(told.profiles)
      await caughtUp(model)
      expect((await hashes(model)).hashes).toEqual(told.hashes)
    }),
    { numRuns: 6 },
  )
})
