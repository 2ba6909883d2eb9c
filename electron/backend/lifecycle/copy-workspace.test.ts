import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from '../store/lock.ts'
import { openStore } from '../store/open-store.ts'
import { stageNumbers } from '../store/testing/fixtures.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { copyWorkspace } from './copy-workspace.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'driftdesk-copy-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a copy opens whole and can be written to, although the original cannot', async () => {
  const from = join(folder, 'original')
  const store = await openStore({ folder: from })
  const { id } = await store.addDataset(stageNumbers(from, { rows: 10, hash: 'h' }))
  await store.close()
  const { catalogue, chunks } = workspacePaths(from)
  for (const path of [catalogue, ...readdirSync(join(chunks, id)).map((name) => join(chunks, id, name))]) {
    chmodSync(path, 0o444)
  }
  const to = join(folder, 'copies', 'copy')
  await copyWorkspace(from, to)
  const copy = await openStore({ folder: to })
  try {
    expect((await copy.verifyWorkspace()).problems).toEqual([])
    expect((await copy.listDatasets()).map((log) => log.id)).toEqual([id])
    await copy.deleteDataset(id, 'it may be written to')
  } finally {
    await copy.close()
  }
})

test('what belongs to whoever had it open stays behind', async () => {
  const from = join(folder, 'original')
  mkdirSync(join(from, 'staging', 'half'), { recursive: true })
  mkdirSync(join(from, 'damaged-1'))
  for (const name of ['lock.sqlite', 'owner.json', 'catalogue.sqlite', 'catalogue.sqlite-wal']) {
    writeFileSync(join(from, name), name)
  }
  await copyWorkspace(from, join(folder, 'copy'))
  expect(readdirSync(join(folder, 'copy')).sort()).toEqual(['catalogue.sqlite', 'catalogue.sqlite-wal'])
})

test('a workspace that somebody has open is not copied, and nothing is left of the attempt', async () => {
  const from = join(folder, 'original')
  mkdirSync(from)
  const unlock = takeLock(workspacePaths(from))
  const child = copyWorkspace(from, join(folder, 'copy'))
  await expect(child).rejects.toMatchObject({ code: 'WORKSPACE_LOCKED' })
  unlock()
  expect(existsSync(join(folder, 'copy'))).toBe(false)
})

test('a copy that fails leaves nothing behind', async () => {
  const from = join(folder, 'original')
  await expect(copyWorkspace(from, join(folder, 'copy'))).rejects.toMatchObject({ code: 'ENOENT' })
  expect(readdirSync(folder)).toEqual([])
})
