import type { SegmentColumns } from '#shared/contract/documents/model.ts'
import type { LogSources } from '../../profiles/counted-logs.ts'
import { windowParts } from '../../profiles/counted-logs.ts'
import { sumsOf } from '../../profiles/query-window.ts'
import { comparedLogs, type KnownBaseline } from '../series/compared.ts'
import type { CountedQuery } from '../worker-types.ts'

/** A column with more values than this names individuals rather than segments. */
const MOST_VALUES = 60

/** Columns of few values, those with the role segment first; values that the baseline keeps apart. */
export function segmentColumns(
  sources: LogSources,
  baseline: KnownBaseline,
  query: CountedQuery,
): SegmentColumns {
  const { logs, prepared } = comparedLogs(sources, baseline, query)
  const { parts } = windowParts(logs, { kind: 'all' })
  const columns = prepared.flatMap(({ column }) => {
    if (column.scale !== 'categorical' || column.bins.kept.length > MOST_VALUES) return []
    const { counts } = sumsOf(column, parts)
    const values = column.bins.kept.map((value, cell) => ({
      value,
      reference: column.reference.counts[cell],
      rows: counts[cell],
    }))
    const present = values.filter(({ reference, rows }) => reference + rows > 0)
    if (present.length < 2) return []
    return [{ column: column.name, role: column.role, values: present.sort((a, b) => b.rows - a.rows) }]
  })
  const first = (role: string) => Number(role !== 'segment')
  return { columns: columns.sort((a, b) => first(a.role) - first(b.role)) }
}
