import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DriftHeatmap } from '#shared/contract/documents/heatmap.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import { openStore } from '../open-store.ts'
import { driftDocumentOf } from '../testing/fixtures.ts'
import type { NewRun, RunSides, Store } from '../types.ts'

const folder = mkdtempSync(join(tmpdir(), 'driftdesk-run-details-'))
let store: Store
beforeAll(async () => {
  store = await openStore({ folder })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const HEATMAP: DriftHeatmap = {
  buckets: [
    { start: '2026-03-02T00:00:00.000Z', end: '2026-03-03T00:00:00.000Z', side: 'reference' },
    { start: '2026-03-03T00:00:00.000Z', end: '2026-03-04T00:00:00.000Z', side: 'current' },
  ],
  step: '1 day',
  columns: ['x'],
  psi: Float64Array.of(-1, 0.25),
  rows: Float64Array.of(0, 400),
  verdicts: Float64Array.of(4, 3),
  min_rows: 200,
  unplaced: { reference: 3, current: 0 },
  reason: null,
}
const SIDES: RunSides = {
  reference: { dataset: 'a' as DatasetId, window: { kind: 'rows', start: 0, end: 500 } },
  current: { dataset: 'a' as DatasetId, window: { kind: 'time', start: 1_000, end: null } },
}

const run = (details?: NewRun['details']): NewRun => ({
  title: 'a comparison',
  reference: 'before',
  current: 'after',
  datasets: [],
  document: driftDocumentOf(['x']),
  distributions: new Map(),
  ...(details === undefined ? {} : { details }),
})

test('the course in time and the rows of a comparison come back as they were kept', async () => {
  const saved = await store.saveRun(run({ sides: SIDES, heatmap: HEATMAP }))
  expect(await store.getRunHeatmap(saved.run)).toEqual(HEATMAP)
  expect(await store.getRunSides(saved.run)).toEqual(SIDES)
})

test('they go with the comparison', async () => {
  const saved = await store.saveRun(run({ sides: SIDES, heatmap: HEATMAP }))
  await store.deleteRun(saved.run)
  await expect(store.getRunHeatmap(saved.run)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await expect(store.getRunSides(saved.run)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a comparison of an earlier version does not have them, and says so', async () => {
  const saved = await store.saveRun(run())
  await expect(store.getRunHeatmap(saved.run)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
  await expect(store.getRunSides(saved.run)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
})
