import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BaselineId } from '#shared/domain/ids.ts'
import { createRandom, randomNormal } from '#shared/stats/random.ts'
import type { LogColumn } from '../profiles/testing/stage-log.ts'
import { jobContext, openTestWorkspace, type TestWorkspace } from '../profiles/testing/workspace.ts'
import { openCatalogue } from '../store/catalogue/open.ts'
import { verifyWorkspace } from '../store/catalogue/verify.ts'
import { canonicalJson } from './canonical.ts'
import { readContent, writeContent } from './content.ts'

let workspace: TestWorkspace
beforeAll(async () => {
  workspace = await openTestWorkspace()
})
afterAll(() => workspace.close())

const START = Date.parse('2026-03-01T00:00:00Z')
const HOUR = 3_600_000

function log(rows: number, seed: number): LogColumn[] {
  const random = createRandom(seed)
  const at = Float64Array.from({ length: rows }, (_, row) => START + row * 60_000)
  return [
    { name: 'at', values: at, times: true, role: 'timestamp' },
    {
      name: 'x',
      values: Float64Array.from(at, (_, row) => (row % 9 === 0 ? Number.NaN : randomNormal(random))),
    },
    { name: 'y', values: Float64Array.from(at, () => Number.NaN) },
    { name: 'city', values: Array.from(at, (_, row) => (row % 7 === 0 ? null : `city ${row % 70}`)) },
    { name: 'note', values: Array.from(at, (_, row) => `note ${row}`), kind: 'text' },
    { name: 'id', values: Array.from(at, (_, row) => `p${row}`), role: 'prediction_id' },
  ]
}

test('one value has one text: sorted keys, shortest numbers, −0 as 0', () => {
  expect(canonicalJson({ b: [1e21, -0, 0.1], a: { d: null, c: 'ü' }, e: undefined })).toBe(
    '{"a":{"c":"ü","d":null},"b":[1e+21,0,0.1]}',
  )
  expect(canonicalJson(Float64Array.of(1, 2.5))).toBe('[1,2.5]')
  expect(() => canonicalJson([Number.NaN])).toThrow(TypeError)
  expect(() => canonicalJson(new Set([1]))).toThrow(TypeError)
})

test('the canonical text is JSON of the same value and does not depend on the order of keys (property)', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false })), (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(text)
    }),
  )
})

test('a baseline freezes what is compared, and the same rows give the same hash', async () => {
  const dataset = await workspace.add(log(2_000, 1), { model: 'a', chunkRows: 700 })
  const baseline = await workspace.freeze([dataset])
  expect(baseline).toMatchObject({ model: 'a', rows: 2_000, columns: 4, usedSince: null })
  expect(baseline.id).toMatch(/^[0-9a-f]{64}$/)
  const again = await workspace.freeze([dataset], { kind: 'all' }, 'another name')
  expect(again).toEqual(baseline)
  const part = await workspace.freeze([dataset], { kind: 'time', start: START, end: START + 10 * HOUR })
  expect(part.id).not.toBe(baseline.id)
  expect(part.rows).toBe(600)
  expect((await workspace.store.listBaselines('a')).map(({ id }) => id)).toEqual([baseline.id, part.id])
})

test('what is frozen comes back as it was, column by column', async () => {
  const dataset = await workspace.add(log(1_500, 2), { model: 'b' })
  const { id } = await workspace.freeze([dataset])
  const text = await workspace.store.baselineContent(id)
  const content = readContent(text)
  expect(writeContent(content)).toBe(text)
  expect(content.source).toEqual({ datasets: [dataset.hash], window: { kind: 'all' } })
  expect(content.columns.map(({ name, scale }) => [name, scale])).toEqual([
    ['x', 'numeric'],
    ['y', 'numeric'],
    ['city', 'categorical'],
    ['note', 'presence'],
  ])
  const [x, y, city] = content.columns
  expect([...x.reference.tallies]).toEqual([1_500, 167, 0, 0])
  expect([...y.reference.tallies]).toEqual([1_500, 1_500, 0, 0])
  expect(city.scale === 'categorical' && [city.bins.kept.length, city.bins.others.size]).toEqual([50, 10])
})

test('a saved baseline can serve another model; an unknown one or an unknown model is NOT_FOUND', async () => {
  const dataset = await workspace.add(log(600, 3), { model: 'c' })
  await workspace.add(log(600, 4), { model: 'challenger' })
  const { id } = await workspace.freeze([dataset])
  const { store } = workspace
  expect(await store.adoptBaseline('challenger', id, 'that of c')).toMatchObject({
    id,
    model: 'challenger',
    name: 'that of c',
  })
  await expect(store.adoptBaseline('nobody', id, 'n')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(store.adoptBaseline('c', 'f'.repeat(64) as BaselineId, 'n')).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('the baseline in use changes only when every chunk is counted on the new one', async () => {
  const dataset = await workspace.add(log(900, 5), { model: 'd', chunkRows: 300 })
  const { store, profiles } = workspace
  const first = await workspace.freeze([dataset])
  const second = await workspace.freeze([dataset], { kind: 'time', start: START, end: START + 8 * HOUR })
  expect(await store.changeBaseline('d', first.id)).toEqual({ pending: 3 })
  expect(await store.baselineInUse('d')).toBeNull()
  await profiles.changeBaseline('d', first.id, jobContext())
  const flag = new Int32Array(new SharedArrayBuffer(4))
  Atomics.store(flag, 0, 1)
  await expect(profiles.changeBaseline('d', second.id, jobContext(flag))).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect((await store.baselineInUse('d'))?.id).toBe(first.id)
  expect(await profiles.changeBaseline('d', second.id, jobContext())).toMatchObject({ id: second.id })
  expect((await store.listBaselines('d')).map(({ usedSince }) => usedSince !== null)).toEqual([false, true])
  const actions = (await store.listAudit(0, 4)).map(({ action }) => action)
  expect(actions.filter((action) => action === 'baseline.used')).toHaveLength(2)
})

test('a window of time without times, and rows without a compared column, cannot be a baseline', async () => {
  const bare = await workspace.add([{ name: 'x', values: Float64Array.of(1, 2, 3) }], { model: 'e' })
  await expect(workspace.freeze([bare], { kind: 'time', start: 0, end: 1 })).rejects.toMatchObject({
    code: 'MAPPING_INVALID',
  })
  const ids = await workspace.add([{ name: 'id', values: ['a'], role: 'prediction_id' }], { model: 'f' })
  await expect(workspace.freeze([ids])).rejects.toMatchObject({ code: 'NOTHING_TO_COMPARE' })
  const dated = await workspace.add(log(100, 6), { model: 'g' })
  await expect(workspace.freeze([dated], { kind: 'time', start: 0, end: 1 })).rejects.toMatchObject({
    code: 'NOTHING_TO_COMPARE',
  })
})

test('killed at any instant, a change of baseline leaves the one before or the new one, and can be repeated', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-change-'))
  try {
    const before = await openTestWorkspace(folder)
    const dataset = await before.add(log(20_000, 7), { chunkRows: 500 })
    const first = await before.freeze([dataset])
    const second = await before.freeze([dataset], { kind: 'time', start: START, end: START + 100 * HOUR })
    await before.profiles.changeBaseline('default', first.id, jobContext())
    await before.close()
    const program = join(import.meta.dirname, 'testing', 'change-program.ts')
    const run = () => {
      const child = spawn(process.execPath, [program, folder, second.id], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      return { child, ended: once(child, 'exit') }
    }
    const random = createRandom(11)
    for (let round = 0; round < 5; round++) {
      const { child, ended } = run()
      await once(child.stdout, 'data')
      await setTimeout(random.uniform() * 1_200)
      child.kill('SIGKILL')
      await ended
      const catalogue = openCatalogue(folder)
      expect(verifyWorkspace(catalogue).problems).toEqual([])
      catalogue.close()
      const after = await openTestWorkspace(folder)
      const used = await after.store.baselineInUse('default')
      expect([first.id, second.id]).toContain(used?.id)
      const answer = await after.profiles.queryWindow({ model: 'default', window: { kind: 'all' } })
      expect(answer).toMatchObject({ pending: 0, rows: { current: 20_000 } })
      await after.close()
    }
    await run().ended
    const done = await openTestWorkspace(folder)
    expect((await done.store.baselineInUse('default'))?.id).toBe(second.id)
    await done.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 300_000)
