import { sortedQuantile } from '#shared/stats/binning/quantiles.ts'
import type { Matrix } from '#shared/stats/multivariate/matrix.ts'
import { sortFloat64 } from '#shared/stats/sorting/float64.ts'
import type { Sides } from '../procedures.ts'

/**
 * Columns side by side as rows of numbers, with the median of the baseline's finite values in place of missing and
 * infinite ones (0 where it has none), and how many cells were filled so.
 */
export function imputeColumns(
  columns: readonly Sides<Float64Array>[],
): Sides<Matrix> & { readonly imputed: Sides<number> } {
  const medians = columns.map(({ reference }) => {
    const finite = sortFloat64(reference.filter(Number.isFinite))
    return finite.length === 0 ? 0 : sortedQuantile(finite, 0.5)
  })
  const side = (of: 'reference' | 'current') => {
    const rows = columns[0]?.[of].length ?? 0
    const values = new Float64Array(rows * columns.length)
    let imputed = 0
    for (const [c, column] of columns.entries()) {
      for (let row = 0; row < rows; row += 1) {
        const value = column[of][row]
        const known = Number.isFinite(value)
        if (!known) imputed += 1
        values[row * columns.length + c] = known ? value : medians[c]
      }
    }
    return { matrix: { rows, columns: columns.length, values }, imputed }
  }
  const [reference, current] = [side('reference'), side('current')]
  return {
    reference: reference.matrix,
    current: current.matrix,
    imputed: { reference: reference.imputed, current: current.imputed },
  }
}
