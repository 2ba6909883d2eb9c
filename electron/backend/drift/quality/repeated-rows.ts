import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import { rateChange } from '#shared/stats/quality/rate-change.ts'
import type { RowRepeats } from '#shared/stats/quality/row-repeats.ts'
import { say } from '#shared/words/say.ts'
import type { ComputePool } from '../../compute/pool.ts'
import type { RowSource, Sides } from '../../compute/procedures.ts'
import type { StoredColumn } from '../../store/types.ts'
import { partOfRows } from './words.ts'

/** A row of fewer columns is the same as another by chance. */
const LEAST_COLUMNS = 2

/**
 * Rows that are the same as an earlier one of their side in every column. The identifier of the prediction does not
 * count: rows that repeat it are told apart at the import, and a feed that is delivered twice gives new ones.
 */
export async function repeatedRowsFinding(
  pool: ComputePool,
  request: { readonly sources: Sides<RowSource>; readonly columns: Sides<readonly StoredColumn[]> },
  { cancelFlag }: JobContext,
): Promise<QualityFinding[]> {
  const { sources, columns } = request
  const task = (side: 'reference' | 'current') => ({
    source: sources[side],
    columns: columns[side]
      .filter(({ role }) => role !== 'prediction_id')
      .map(({ name, storage }) => ({ name, storage })),
    cancelFlag,
  })
  const tasks = [task('reference'), task('current')]
  if (tasks.some((side) => side.columns.length < LEAST_COLUMNS)) return []
  const [reference, current] = await pool.map('findRepeatedRows', tasks, { cancelFlag })
  if (reference.repeats === 0 && current.repeats === 0) return []
  const identified = columns.current.some(({ role }) => role === 'prediction_id')
  return [
    {
      code: 'duplicate_rows',
      column: null,
      severity: severityOf(reference, current, sources.current.timestamp !== null),
      detail: say(identified ? 'quality.repeats.identified' : 'quality.repeats', {
        now: partWords(current),
        copies: copiesWords(current),
        before: partWords(reference),
      }),
    },
  ]
}

/** More repeats than the baseline has are news; rows of one moment that agree in everything are worth a word. */
function severityOf(reference: RowRepeats, current: RowRepeats, timed: boolean): QualityFinding['severity'] {
  const change = rateChange(reference.repeats, reference.rows, current.repeats, current.rows, {
    floor: 0.001,
    direction: 'rise',
  })
  if (!change.fired || change.change === null) return timed && current.repeats > 0 ? 'low' : 'info'
  return change.change >= 0.1 ? 'high' : change.change >= 0.01 ? 'moderate' : 'low'
}

function partWords({ rows, repeats, exact }: RowRepeats): string {
  const part = partOfRows(repeats, rows)
  return exact ? part : say('rows.part.about', { part })
}

function copiesWords({ groups, largest, exact }: RowRepeats): string {
  if (groups === 0) return ''
  return say(exact ? 'quality.copies' : 'quality.copies.about', { groups, largest })
}
