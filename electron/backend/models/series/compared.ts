import type { DatasetId } from '#shared/domain/ids.ts'
import type { PreparedColumn } from '#shared/stats/profile/measures.ts'
import { rebased } from '#shared/stats/profile/measures.ts'
import type { BaselineContent } from '../../baselines/content.ts'
import {
  type CountedLogs,
  type LogSources,
  loadLogs,
  type Part,
  reaches,
  windowParts,
} from '../../profiles/counted-logs.ts'
import { sumsOf } from '../../profiles/query-window.ts'
import type { Selection } from '../../store/types.ts'
import type { CountedQuery } from '../worker-types.ts'

export type KnownBaseline = {
  readonly content: BaselineContent
  readonly prepared: readonly PreparedColumn[]
}

export type Compared = CountedLogs & { readonly prepared: readonly PreparedColumn[] }

/**
 * The logs of a query and the columns that they are compared with: as frozen, or, for another window and for a
 * segment, on the same bins with the rows of that window, or of that segment in the baseline, in their place.
 */
export function comparedLogs(
  sources: LogSources,
  { content, prepared }: KnownBaseline,
  query: CountedQuery & { readonly window?: Selection['window'] | undefined },
): Compared {
  const { window, reference } = query
  const loaded = loadLogs(
    sources,
    query,
    (offset, rows) =>
      window === undefined ||
      reaches(window, offset, rows) ||
      (reference !== undefined && reaches(reference, offset, rows)),
  )
  const parts = referenceParts(sources, content, loaded, query)
  if (parts === null) return { ...loaded, prepared }
  return { ...loaded, prepared: prepared.map((one) => rebased(one, sumsOf(one.column, parts))) }
}

function referenceParts(
  sources: LogSources,
  content: BaselineContent,
  { logs }: CountedLogs,
  { baseline, datasets, reference, segment }: CountedQuery,
): readonly Part[] | null {
  if (reference !== undefined) return windowParts(logs, reference).parts
  if (segment === undefined) return null
  const own = loadLogs(sources, { baseline, datasets: ownDatasets(sources, content, datasets), segment })
  return windowParts(own.logs, content.source.window).parts
}

/** The logs of the baseline that are still stored for the model of `datasets`: another may have the same content. */
function ownDatasets(
  { database }: LogSources,
  { source }: BaselineContent,
  [ofModel]: readonly DatasetId[],
): DatasetId[] {
  if (ofModel === undefined) return []
  const find = database
    .prepare<[string, string], string>(
      'SELECT id FROM datasets WHERE hash = ? AND model = (SELECT model FROM datasets WHERE id = ?)',
    )
    .pluck()
  return source.datasets.flatMap((hash) => {
    const id = find.get(hash, ofModel)
    return id === undefined ? [] : [id as DatasetId]
  })
}
