import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../store/open-store.ts'
import { stageNumbers } from '../store/testing/fixtures.ts'
import { lostLogs } from './lost-logs.ts'

test('logs whose files the disk lost are named until they are deleted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'driftdesk-lost-'))
  try {
    const store = await openStore({ folder })
    const lost = await store.addDataset(stageNumbers(folder, { rows: 2, hash: 'a', model: 'm' }))
    await store.addDataset(stageNumbers(folder, { rows: 2, hash: 'b', model: 'm' }))
    expect(await lostLogs(store)).toEqual([])
    rmSync(lost.chunks[0].path)
    await store.close()
    const again = await openStore({ folder })
    const { id, name, model } = lost
    expect(await lostLogs(again)).toEqual([{ dataset: id, name, model, files: 1 }])
    await again.deleteDataset(id, 'lost')
    expect(await lostLogs(again)).toEqual([])
    await again.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
