import { workerData } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import type { BaselineId } from '#shared/domain/ids.ts'
import { type PreparedColumn, prepareColumn } from '#shared/stats/profile/measures.ts'
import { type BaselineContent, readContent, writeContent } from '../baselines/content.ts'
import { baselineContent } from '../store/catalogue/baselines.ts'
import { openReadOnly } from '../store/catalogue/read-only.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { exposeProcedures } from '../threads/expose.ts'
import { countedColumn } from './counted-column.ts'
import { createProfileCache } from './profile-cache.ts'
import { queryWindow } from './query-window.ts'
import type { ProfileWorkerData, ProfileWorkerProcedures } from './worker-types.ts'

const { folder, cacheBytes } = workerData as ProfileWorkerData
const paths = workspacePaths(folder)
const cache = createProfileCache(paths.profiles, cacheBytes)
const MOST_BASELINES = 8

type Known = { readonly content: BaselineContent; readonly prepared: readonly PreparedColumn[] }
const baselines = new Map<BaselineId, Known>()
let opened: Database | undefined

function catalogue(): Database {
  opened ??= openReadOnly(paths.catalogue)
  return opened
}

/** A baseline never changes, so it is read once. */
function baselineOf(id: BaselineId): Known {
  const known = baselines.get(id)
  if (known !== undefined) return known
  const content = readContent(baselineContent(catalogue(), id))
  const fresh = { content, prepared: content.columns.map(prepareColumn) }
  const [oldest] = baselines.keys()
  if (baselines.size >= MOST_BASELINES && oldest !== undefined) baselines.delete(oldest)
  baselines.set(id, fresh)
  return fresh
}

exposeProcedures<ProfileWorkerProcedures>(
  {
    queryWindow: (query) => queryWindow(catalogue(), cache, baselineOf(query.baseline).prepared, query),
    countedColumns: ({ baseline }) => baselineOf(baseline).content.columns.map(countedColumn),
    baselineSource: ({ baseline }) => baselineOf(baseline).content.source,
    writeContent: (content) => writeContent(content),
  },
  () => {
    opened?.close()
  },
)
