import { AppError } from '#shared/domain/errors.ts'
import { type Verdict, worstVerdict } from '#shared/domain/verdict.ts'
import { numericSkew, type Skew, textSkew } from '#shared/stats/quality/skew.ts'
import { say } from '#shared/words/say.ts'
import { openScoredLog } from '../scored-log/read-scored-log.ts'
import type { ScoredLog } from '../scored-log/types.ts'
import type { MeasuredSkew, MeasureSkewTask } from './procedures.ts'

/** Rows on both sides that a verdict needs. */
const LEAST_ROWS = 200
/** Shares of rows that differ, by the lower end of their interval. */
const LOW = 0.005
const MODERATE = 0.02
const HIGH = 0.1

/**
 * Compares features of the same predictions on two sides. Runs on a compute thread.
 * @throws AppError `MAPPING_INVALID` where a side has no prediction_id, or nothing in common with the other.
 */
export function measureSkew(task: MeasureSkewTask, throwIfCancelled: () => void): MeasuredSkew {
  const online = openScoredLog(task.online, throwIfCancelled)
  const offline = openScoredLog(task.offline, throwIfCancelled)
  const { first, second } = matched(online, offline)
  const others = new Map(offline.columns.map((column) => [column.name, column]))
  const columns = online.columns.flatMap((column) => {
    throwIfCancelled()
    const other = others.get(column.name)
    if (column.role !== 'feature' || other === undefined) return []
    const skew =
      column.storage === 'number' && other.storage === 'number'
        ? numericSkew(pick(offline.numbers(column.name), second), pick(online.numbers(column.name), first))
        : textSkew(texts(offline, column.name, second), texts(online, column.name, first))
    return [{ name: column.name, ...viewOf(skew) }]
  })
  if (columns.length === 0) {
    throw new AppError('MAPPING_INVALID', say('error.skew.features'), say('error.skew.features.mend'))
  }
  return {
    rows: { online: online.rows, offline: offline.rows, matched: first.length },
    columns,
    verdict: worstVerdict(columns.map(({ verdict }) => verdict)),
  }
}

function viewOf({ rows, differ, share, ci, meanDifference }: Skew) {
  return {
    differ,
    share,
    ci: ci === null ? null : ([ci[0], ci[1]] as [number, number]),
    mean_difference: meanDifference,
    verdict: verdictOf(rows, ci),
  }
}

function verdictOf(rows: number, ci: Skew['ci']): Verdict {
  if (rows < LEAST_ROWS || ci === null) return 'insufficient'
  if (ci[0] >= HIGH) return 'high'
  if (ci[0] >= MODERATE) return 'moderate'
  return ci[0] >= LOW ? 'low' : 'none'
}

/** Rows of the two logs that are of the same prediction. */
function matched(online: ScoredLog, offline: ScoredLog): { first: Uint32Array; second: Uint32Array } {
  const place = new Map<string, number>()
  eachId(offline, (id, row) => place.set(id, row))
  const first: number[] = []
  const second: number[] = []
  eachId(online, (id, row) => {
    const other = place.get(id)
    if (other === undefined) return
    first.push(row)
    second.push(other)
  })
  if (first.length === 0) {
    throw new AppError('MAPPING_INVALID', say('error.skew.predictions'), say('error.skew.predictions.mend'))
  }
  return { first: Uint32Array.from(first), second: Uint32Array.from(second) }
}

function eachId(log: ScoredLog, visit: (id: string, row: number) => void): void {
  const [column] = log.named('prediction_id')
  if (column === undefined) {
    throw new AppError('MAPPING_INVALID', say('error.skew.no_ids'), say('error.skew.no_ids.mend'))
  }
  const { codes, values } = log.coded(column)
  for (let row = 0; row < codes.length; row++) if (codes[row] >= 0) visit(values[codes[row]], row)
}

const pick = (values: Float64Array, rows: Uint32Array): Float64Array =>
  Float64Array.from(rows, (row) => values[row])

function texts(log: ScoredLog, column: string, rows: Uint32Array): (string | null)[] {
  const { codes, values } = log.coded(column)
  return Array.from(rows, (row) => (codes[row] < 0 ? null : values[codes[row]]))
}
