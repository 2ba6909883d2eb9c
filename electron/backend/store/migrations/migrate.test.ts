import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DatasetId, RunId } from '#shared/domain/ids.ts'
import { findBrokenEntry } from '../catalogue/audit.ts'
import { openStore } from '../open-store.ts'
import { EARLIER, writeEarlierWorkspace } from '../testing/earlier-workspace.ts'
import { workspacePaths } from '../workspace-paths.ts'
import { MIGRATIONS, migrate } from './migrate.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-migrate-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const VERSIONS = MIGRATIONS.map((_, step) => step + 1)
const RUN = EARLIER.run as RunId
const DATASET = EARLIER.dataset as DatasetId

test.each(VERSIONS)('what a workspace of version %i holds is there after it was opened', async (version) => {
  writeEarlierWorkspace(folder, version)
  const store = await openStore({ folder })
  try {
    expect(store.startReport).toEqual({ swept: [], missing: [] })
    expect(await store.getSettings()).toMatchObject({ theme: 'dark', retention_rows_days: 90 })
    const [log, ...others] = await store.listDatasets(EARLIER.model)
    expect(others).toEqual([])
    expect(log).toMatchObject({ id: DATASET, rows: EARLIER.rows, mapping: { roles: { x: 'feature' } } })
    expect(await store.listRejects([DATASET], 0, 10)).toEqual({ total: 1, rows: [EARLIER.reject] })
    const { summary, document, datasets } = await store.getRun(RUN)
    expect(summary.title).toBe('An old comparison')
    expect(document.columns.map(({ name }) => name)).toEqual(['x'])
    expect(datasets).toEqual([DATASET])
    expect((await store.listAudit(0, 10)).map(({ action }) => action)).toEqual([
      'workspace.sealed',
      'dataset.stored',
    ])
    expect(await store.verifyWorkspace()).toEqual({ checked: version >= 7 ? 5 : 4, problems: [] })
    if (version >= 2) expect((await store.getRunSides(RUN)).current).toMatchObject({ dataset: DATASET })
    else await expect(store.getRunSides(RUN)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' })
    const used = await store.baselineInUse(EARLIER.model)
    expect(used?.name).toBe(version >= 3 ? 'old baseline' : undefined)
    const [breaker] = await store.listBreakers()
    expect(breaker?.cause).toBe(version >= 5 ? 'accuracy fell' : undefined)
    expect(await store.listBreakerTransitions(EARLIER.model, 5)).toHaveLength(version >= 5 ? 1 : 0)
    expect((await store.listLoopTests(EARLIER.model)).map(({ verdict }) => verdict)).toEqual(
      version >= 10 ? ['likely'] : [],
    )
    const kept = version >= 9 ? 1 : 0
    expect(await store.listAlertRules()).toHaveLength(kept)
    expect((await store.listAlerts(EARLIER.model, true, 5)).map(({ note }) => note.rule)).toEqual(
      kept === 1 ? ['eta'] : [],
    )
    expect((await store.listTellings(null, 'send', 0, 5)).total).toBe(kept)
    expect(await store.listAlertWords(EARLIER.model)).toHaveLength(kept)
    const waiting = (await store.nextDeliveries()).map(({ notice }) => notice.title)
    expect(waiting).toEqual(version >= 7 ? ['An old alert'] : [])
    const [response] = await store.listResponses(EARLIER.model)
    expect(response?.decision?.by).toBe(version >= 8 ? 'somebody' : undefined)
  } finally {
    await store.close()
  }
})

test.each(VERSIONS.slice(0, -1))(
  'a step after version %i that fails leaves that version whole',
  (version) => {
    writeEarlierWorkspace(folder, version)
    const database = new Sqlite(workspacePaths(folder).catalogue)
    // A table that the next step creates is in its way.
    const name = [...MIGRATIONS[version].matchAll(/CREATE TABLE (\w+)/g)].at(-1)?.[1]
    database.exec(`CREATE TABLE ${name} (x)`)
    const before = tablesOf(database)
    expect(() => migrate(database)).toThrow('already exists')
    expect(database.pragma('user_version', { simple: true })).toBe(version)
    expect(tablesOf(database)).toEqual(before)
    expect(findBrokenEntry(database)).toBeNull()
    database.close()
  },
)

test.each(VERSIONS)('the catalogue of version %i becomes the same as a new one', (version) => {
  writeEarlierWorkspace(folder, version)
  cpSync(workspacePaths(folder).catalogue, join(folder, 'copy.sqlite'))
  const old = new Sqlite(join(folder, 'copy.sqlite'))
  const fresh = new Sqlite(':memory:')
  migrate(old)
  migrate(fresh)
  expect(tablesOf(old)).toEqual(tablesOf(fresh))
  old.close()
  fresh.close()
})

function tablesOf(database: Sqlite.Database): unknown[] {
  return database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()
}
