import { workerData } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import type { BaselineId } from '#shared/domain/ids.ts'
import { prepareColumn } from '#shared/stats/profile/measures.ts'
import { readContent, writeContent } from '../baselines/content.ts'
import { columnCounts, modelColumn } from '../models/column/model-column.ts'
import { segmentColumns } from '../models/segments/segment-columns.ts'
import { comparedLogs, type KnownBaseline } from '../models/series/compared.ts'
import { createSlotCache, modelSeries } from '../models/series/model-series.ts'
import { scoreHistory } from '../monitors/performance/history/score-history.ts'
import { baselineContent } from '../store/catalogue/baselines.ts'
import { openReadOnly } from '../store/catalogue/read-only.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { exposeProcedures } from '../threads/expose.ts'
import { countedColumn } from './counted-column.ts'
import { type LogSources, loadLogs } from './counted-logs.ts'
import { createProfileCache } from './profile-cache.ts'
import { queryCompared } from './query-window.ts'
import { createSegmentLogs } from './segments/segment-logs.ts'
import type { ProfileWorkerData, ProfileWorkerProcedures } from './worker-types.ts'

const { folder, cacheBytes } = workerData as ProfileWorkerData
const paths = workspacePaths(folder)
const cache = createProfileCache(paths.profiles, cacheBytes)
const MOST_BASELINES = 8

const baselines = new Map<BaselineId, KnownBaseline>()
const segments = createSegmentLogs()
const judgedSlots = createSlotCache()
let opened: Database | undefined

function sources(): LogSources {
  return { database: catalogue(), cache, segments }
}

function catalogue(): Database {
  opened ??= openReadOnly(paths.catalogue)
  return opened
}

/** A baseline never changes, so it is read once. */
function baselineOf(id: BaselineId): KnownBaseline {
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
    queryWindow: (query) =>
      queryCompared(comparedLogs(sources(), baselineOf(query.baseline), query), query.window),
    modelSeries: (query) => modelSeries(sources(), baselineOf(query.baseline), judgedSlots, query),
    modelColumn: (query) => modelColumn(sources(), baselineOf(query.baseline), judgedSlots, query),
    columnCounts: (query) => columnCounts(sources(), baselineOf(query.baseline), query),
    scoreHistory: (query) => scoreHistory(sources(), baselineOf(query.baseline).prepared, query),
    segmentColumns: (query) => segmentColumns(sources(), baselineOf(query.baseline), query),
    loadLogs: (query) => {
      loadLogs(sources(), query)
      return null
    },
    adoptSegment: (files) => {
      segments.adopt(files)
      return null
    },
    hasSegment: (key) => segments.has(key),
    countedColumns: ({ baseline }) => baselineOf(baseline).content.columns.map(countedColumn),
    baselineSource: ({ baseline }) => baselineOf(baseline).content.source,
    columnBins: ({ baseline, column: name }) => {
      const column = baselineOf(baseline).content.columns.find((one) => one.name === name)
      switch (column?.scale) {
        case 'numeric':
          return { scheme: 'numeric', bins: column.bins }
        case 'categorical':
          return { scheme: 'categories', bins: column.bins }
        default:
          return null
      }
    },
    writeContent: (content) => writeContent(content),
  },
  () => {
    opened?.close()
  },
)
