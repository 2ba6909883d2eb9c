import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { duplicateColumns } from '#shared/stats/quality/fingerprint.ts'
import { say } from '#shared/words/say.ts'
import type { ComputePool } from '../../compute/pool.ts'
import type { MeasuredColumn, RowSource, Sides } from '../../compute/procedures.ts'
import type { PlannedColumn } from '../plan.ts'

/**
 * Columns that hold the same value in every row of the current log. Only columns whose counts and summaries agree
 * can be the same, so that the rows of few are read again.
 */
export async function duplicateColumnFindings(
  pool: ComputePool,
  request: {
    readonly columns: readonly PlannedColumn[]
    readonly measured: readonly MeasuredColumn[]
    readonly sources: Sides<RowSource>
  },
  { cancelFlag }: JobContext,
): Promise<QualityFinding[]> {
  const alike = new Map<string, PlannedColumn[]>()
  request.columns.forEach((planned, index) => {
    const key = likeness(planned, request.measured[index])
    if (key !== null) alike.set(key, [...(alike.get(key) ?? []), planned])
  })
  const candidates = [...alike.values()].filter((group) => group.length > 1).flat()
  if (candidates.length === 0) return []
  const prints = await pool.map(
    'fingerprintColumn',
    candidates.map(({ name, storage }) => ({
      source: request.sources.current,
      column: name,
      storage,
      cancelFlag,
    })),
    { cancelFlag },
  )
  const groups = duplicateColumns(new Map(candidates.map(({ name }, index) => [name, prints[index]])))
  return groups.map(([first, ...others]) => ({
    code: 'duplicate_column',
    column: first,
    severity: 'low',
    detail: say('quality.duplicate_column', { others: others.map((name) => `"${name}"`) }),
  }))
}

function likeness(planned: PlannedColumn, { measures, facts, rows, missing }: MeasuredColumn): string | null {
  if (measures === null || facts === null || facts.constant.current !== null) return null
  const current = measures.bins.flatMap((bin) => (bin.current > 0 ? [bin.current] : [])).sort((a, b) => a - b)
  return JSON.stringify([planned.storage, rows[1], missing[1], measures.summary.current ?? current])
}
