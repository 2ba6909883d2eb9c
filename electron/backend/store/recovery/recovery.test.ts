import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../open-store.ts'
import { stageNumbers } from '../testing/fixtures.ts'
import { workspacePaths } from '../workspace-paths.ts'
import { recoverWorkspace } from './recover-workspace.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-recover-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const PAGE = 4_096
const reject = { file: 'a.csv', line: 3, column: 'x', reason: 'not a number', text: 'abc' }

async function storeTwoLogs() {
  const store = await openStore({ folder })
  await store.addDataset(stageNumbers(folder, { rows: 10, hash: 'a', rejects: [reject] }))
  await store.addDataset(stageNumbers(folder, { rows: 20, hash: 'b' }))
  await store.setSettings({ theme: 'dark' })
  await store.close()
}

/** Overwrites pages of the catalogue, numbered from 0. */
async function damage(from: number, to = from + 1) {
  const file = await open(workspacePaths(folder).catalogue, 'r+')
  const garbage = Buffer.alloc(PAGE, 'not what SQLite wrote ')
  for (let page = from; page < to; page += 1) await file.write(garbage, 0, PAGE, page * PAGE)
  await file.close()
}

const opened = async () => {
  const store = await openStore({ folder })
  try {
    const logs = await store.listDatasets()
    const audit = (await store.listAudit(0, 10)).map(({ action }) => action)
    const { problems } = await store.verifyWorkspace()
    return { rows: logs.map((log) => log.rows), audit, problems, report: store.startReport }
  } finally {
    await store.close()
  }
}

test('from a catalogue that is whole, everything is saved', async () => {
  await storeTwoLogs()
  expect(await recoverWorkspace(folder, 'salvage')).toMatchObject({ logs: 2, rows: 30, lost_logs: 0 })
  expect(await opened()).toMatchObject({
    rows: [10, 20],
    audit: ['workspace.recovered', 'settings.changed', 'dataset.stored', 'dataset.stored'],
    problems: [],
    report: { swept: [], missing: [] },
  })
})

test('whichever page is damaged, the workspace opens sound, and no file of rows is gone', async () => {
  await storeTwoLogs()
  const { catalogue, chunks } = workspacePaths(folder)
  const pages = statSync(catalogue).size / PAGE
  const names = readdirSync(chunks).toSorted()
  const outcomes = new Set<number>()
  for (let page = 1; page < pages; page += 5) {
    await damage(page)
    const { logs, kept_in } = await recoverWorkspace(folder, 'salvage')
    outcomes.add(logs)
    const keptChunks = join(folder, kept_in, 'chunks')
    const kept = existsSync(keptChunks) ? readdirSync(keptChunks) : []
    expect([...readdirSync(chunks), ...kept].toSorted()).toEqual(names)
    const state = await opened()
    expect(state.report).toEqual({ swept: [], missing: [] })
    expect(state.problems.filter(({ where }) => !where.includes('rejected rows'))).toEqual([])
    rmSync(folder, { recursive: true, force: true })
    await storeTwoLogs()
    names.splice(0, names.length, ...readdirSync(chunks).toSorted())
  }
  expect(Math.max(...outcomes)).toBe(2)
}, 120_000)

test('of a file that is no catalogue at all, the rows are kept aside', async () => {
  await storeTwoLogs()
  await damage(0, statSync(workspacePaths(folder).catalogue).size / PAGE)
  await expect(openStore({ folder })).rejects.toMatchObject({ code: 'WORKSPACE_CORRUPT' })
  const report = await recoverWorkspace(folder, 'salvage')
  expect(report).toMatchObject({ logs: 0, rows: 0, lost_logs: 2 })
  expect(readdirSync(join(folder, report.kept_in, 'chunks'))).toHaveLength(2)
  expect((await opened()).rows).toEqual([])
})

test('setting aside starts anew and keeps everything that was there', async () => {
  await storeTwoLogs()
  await damage(0)
  const report = await recoverWorkspace(folder, 'set_aside')
  expect(readdirSync(join(folder, report.kept_in)).filter((name) => !name.includes('-'))).toEqual([
    'catalogue.sqlite',
    'chunks',
    'staging',
  ])
  expect(await opened()).toMatchObject({ rows: [], audit: ['workspace.recovered'], problems: [] })
})

test('what another Driftdesk has open is left alone', async () => {
  const store = await openStore({ folder })
  await expect(recoverWorkspace(folder, 'set_aside')).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  await store.close()
})
