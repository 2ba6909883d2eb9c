import { correlationChange } from '#shared/stats/multivariate/correlation-change.ts'
import type { RowSource } from '../../compute/procedures.ts'
import { imputeColumns } from '../../compute/together/impute.ts'
import { visitNumbers } from '../../compute/visit-columns.ts'
import type { CorrelateColumnTask, CorrelatedColumn } from '../compute-procedures.ts'

const SHOWN = 10

/** How the correlation of one numeric column with the others changed, on the sampled rows; null pairs are left out. */
export function correlateColumn(task: CorrelateColumnTask, stop: () => void): CorrelatedColumn {
  const { column, others, reference, current, sample } = task
  const names = [column, ...others]
  const { reference: before, current: after } = imputeColumns(
    names.map((name) => ({
      reference: sampled(reference, name, sample.reference, stop),
      current: sampled(current, name, sample.current, stop),
    })),
  )
  const change = correlationChange(before, after)
  const own = (change?.pairs ?? []).filter(({ first }) => first === 0)
  return {
    rows: { reference: before.rows, current: after.rows },
    pairs: own.length,
    changed: own.filter(({ pAdjusted }) => pAdjusted < 0.05).length,
    largest: own.slice(0, SHOWN).map((pair) => ({
      column: names[pair.second],
      reference: pair.reference,
      current: pair.current,
      p_adjusted: pair.pAdjusted,
    })),
  }
}

function sampled(source: RowSource, column: string, rows: Uint32Array, stop: () => void): Float64Array {
  const values = new Float64Array(rows.length).fill(Number.NaN)
  let next = 0
  visitNumbers(source, column, stop, (numbers, first) => {
    for (; next < rows.length && rows[next] < first + numbers.length; next += 1) {
      values[next] = numbers[rows[next] - first]
    }
  })
  return values
}
