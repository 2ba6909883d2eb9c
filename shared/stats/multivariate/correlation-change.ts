import { benjaminiHochberg } from '../multiplicity/adjust.ts'
import { normalSf } from '../special/normal.ts'
import {
  checkSameColumns,
  fitStandardizer,
  type Matrix,
  rowsPerFeatureWarning,
  standardize,
} from './matrix.ts'

export interface CorrelationPair {
  readonly first: number
  readonly second: number
  readonly reference: number
  readonly current: number
  readonly z: number
  readonly pValue: number
  readonly pAdjusted: number
}

export interface CorrelationChange {
  /** Most significant first; pairs with a constant column are left out. */
  readonly pairs: readonly CorrelationPair[]
  readonly changed: number
  /** Greatest |Δr| of all pairs. */
  readonly greatest: number
  readonly warning: string | null
}

/** Pearson correlations of all columns, row-major; NaN where a column is constant. */
export function correlationMatrix(matrix: Matrix): Float64Array {
  const { rows, columns } = matrix
  const { values } = standardize(matrix, fitStandardizer(matrix))
  const sums = new Float64Array(columns * columns)
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < columns; i++) {
      const x = values[r * columns + i]
      for (let j = i; j < columns; j++) sums[i * columns + j] += x * values[r * columns + j]
    }
  }
  const correlations = new Float64Array(columns * columns)
  for (let i = 0; i < columns; i++) {
    for (let j = i; j < columns; j++) {
      const scale = Math.sqrt(sums[i * columns + i] * sums[j * columns + j])
      const r = scale > 0 ? Math.max(-1, Math.min(1, sums[i * columns + j] / scale)) : Number.NaN
      correlations[i * columns + j] = r
      correlations[j * columns + i] = r
    }
  }
  return correlations
}

const LIMIT = 1 - 1e-12

/**
 * Change of each pair's correlation: Fisher's z = (atanh r₁ − atanh r₂)/√(1/(n₁ − 3) + 1/(n₂ − 3)), two-sided p,
 * Benjamini–Hochberg adjusted over the pairs. Null for fewer than four rows a side. Correlations are kept 1e-12
 * away from ±1. Source: Fisher (1921), On the probable error of a coefficient of correlation.
 */
export function correlationChange(
  reference: Matrix,
  current: Matrix,
  alpha = 0.05,
): CorrelationChange | null {
  checkSameColumns(reference, current)
  if (Math.min(reference.rows, current.rows) < 4) return null
  const { columns } = reference
  const before = correlationMatrix(reference)
  const after = correlationMatrix(current)
  const error = Math.sqrt(1 / (reference.rows - 3) + 1 / (current.rows - 3))
  const fisher = (r: number): number => Math.atanh(Math.max(-LIMIT, Math.min(LIMIT, r)))
  const tested: Omit<CorrelationPair, 'pAdjusted'>[] = []
  let greatest = 0
  for (let first = 0; first < columns; first++) {
    for (let second = first + 1; second < columns; second++) {
      const r1 = before[first * columns + second]
      const r2 = after[first * columns + second]
      if (Number.isNaN(r1) || Number.isNaN(r2)) continue
      greatest = Math.max(greatest, Math.abs(r2 - r1))
      const z = (fisher(r2) - fisher(r1)) / error
      tested.push({
        first,
        second,
        reference: r1,
        current: r2,
        z,
        pValue: Math.min(1, 2 * normalSf(Math.abs(z))),
      })
    }
  }
  const adjusted = benjaminiHochberg(tested.map(({ pValue }) => pValue))
  const pairs = tested.map((pair, i) => ({ ...pair, pAdjusted: adjusted[i] }))
  pairs.sort((a, b) => a.pValue - b.pValue || a.first - b.first || a.second - b.second)
  return {
    pairs,
    changed: pairs.filter(({ pAdjusted }) => pAdjusted < alpha).length,
    greatest,
    warning: rowsPerFeatureWarning(reference.rows, current.rows, columns),
  }
}
