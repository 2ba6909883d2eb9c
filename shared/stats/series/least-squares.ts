export interface LeastSquares {
  readonly coefficients: Float64Array
  /** Sum of squared residuals. */
  readonly residualSquares: number
  readonly rows: number
  /** False where columns depend on each other; coefficients of the dependent ones are 0. */
  readonly fullRank: boolean
}

/**
 * Ordinary least squares of `target` on `columns` (each as long as the target) by Householder reflections. O(n·k²).
 * Give a column of ones for an intercept. A column that is within 1e-10 of the span of those before it is left out.
 */
export function leastSquares(columns: readonly Float64Array[], target: Float64Array): LeastSquares {
  const n = target.length
  const k = columns.length
  const matrix = columns.map((column) => column.slice())
  const right = target.slice()
  const pivots: number[] = []
  for (let j = 0; j < k; j++) {
    const top = pivots.length
    const column = matrix[j]
    let below = 0
    let whole = 0
    for (let i = 0; i < n; i++) {
      whole += columns[j][i] * columns[j][i]
      if (i >= top) below += column[i] * column[i]
    }
    if (top >= n || !(below > 1e-20 * whole)) continue
    const norm = column[top] > 0 ? -Math.sqrt(below) : Math.sqrt(below)
    const reflector = column.slice(top)
    reflector[0] -= norm
    const scale = 2 / (below - 2 * norm * column[top] + norm * norm)
    for (const vector of [...matrix.slice(j), right]) {
      let product = 0
      for (let i = top; i < n; i++) product += reflector[i - top] * vector[i]
      for (let i = top; i < n; i++) vector[i] -= scale * product * reflector[i - top]
    }
    pivots.push(j)
  }
  const coefficients = new Float64Array(k)
  for (let r = pivots.length - 1; r >= 0; r--) {
    let value = right[r]
    for (let s = r + 1; s < pivots.length; s++) value -= matrix[pivots[s]][r] * coefficients[pivots[s]]
    coefficients[pivots[r]] = value / matrix[pivots[r]][r]
  }
  let residualSquares = 0
  for (let i = pivots.length; i < n; i++) residualSquares += right[i] * right[i]
  return { coefficients, residualSquares, rows: n, fullRank: pivots.length === k }
}

/** Columns of a series' lags 1 … p, aligned with its values from `start` on. */
export function lagColumns(series: Float64Array, lags: number, start: number): Float64Array[] {
  return Array.from({ length: lags }, (_, l) => series.slice(start - l - 1, series.length - l - 1))
}
