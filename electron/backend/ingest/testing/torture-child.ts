import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createBaseline } from '../../baselines/create-baseline.ts'
import { createComputePool } from '../../compute/pool.ts'
import { createProfiles } from '../../profiles/profiles.ts'
import { jobContext } from '../../profiles/testing/workspace.ts'
import { openStore } from '../../store/open-store.ts'
import { createIngest } from '../create-ingest.ts'
import { isLabelLog } from '../labels/label-logs.ts'
import { importGrowth } from '../watching/watch-folder.ts'
import type { Deed, DeedResult } from './torture.ts'

/** A program to be killed: opens the workspace, does one deed in it, prints what came of it. */
const folder = process.argv[2]
const deed = JSON.parse(process.argv[3]) as Deed
const temporary = join(folder, '..', 'temporary')
rmSync(temporary, { recursive: true, force: true })
const store = await openStore({ folder })
console.log(JSON.stringify(await run(deed)))
await store.close()

async function run(deed: Deed): Promise<DeedResult> {
  switch (deed.kind) {
    case 'open':
      return { kind: 'opened' }
    case 'import': {
      const ingest = await createIngest({ store, folder, temporary })
      const files = [{ path: deed.path, name: deed.name }]
      const { mapping, model } = deed
      const dataset = await ingest.importFiles({ files, mapping, model }, jobContext())
      await ingest.close()
      if (!isLabelLog(dataset)) return { kind: 'imported', document: dataset.document }
      const logs = (await store.listDatasets(model)).filter((log) => !isLabelLog(log))
      const pool = createComputePool(1)
      const [labels] = await pool.map('countJoinedLabels', [{ labels: dataset, logs }], jobContext())
      await pool.close()
      return { kind: 'imported', document: { ...dataset.document, labels } }
    }
    case 'grow': {
      const ingest = await createIngest({ store, folder, temporary })
      const { path, model, sizes } = deed
      const inode = String(statSync(path).ino)
      for (const size of sizes) {
        const options = { ingest, store, model, mapping: undefined, temporary, onImport: () => undefined }
        await importGrowth(options, { path, name: 'live.ndjson', inode, size })
      }
      await ingest.close()
      return { kind: 'grown' }
    }
    case 'remove model': {
      const there = (await store.listModels()).some(({ name }) => name === deed.model)
      if (there) await store.deleteModel(deed.model, 'torture')
      return { kind: 'removed' }
    }
    case 'remove entity':
      await store.deleteEntity(deed.model, deed.entity, 'torture')
      return { kind: 'removed' }
    case 'baseline': {
      const pool = createComputePool(1)
      const jobs = {
        start: () => {
          throw new Error('Nothing is counted in the background here.')
        },
      }
      const profiles = createProfiles({ store, pool, folder, jobs })
      const datasets = (await store.listDatasets(deed.model)).filter((log) => !isLabelLog(log))
      const window = { kind: 'rows', start: 0, end: deed.rows } as const
      const { id } = await createBaseline(
        { store, pool, writeContent: profiles.writeContent },
        { model: deed.model, name: 'torture', datasets, window },
        jobContext(),
      )
      await profiles.changeBaseline(deed.model, id, jobContext())
      const { rows, pending } = await profiles.queryWindow({ model: deed.model, window: { kind: 'all' } })
      await Promise.all([pool.close(), profiles.close()])
      return { kind: 'baseline', rows: rows.current, pending }
    }
  }
}
