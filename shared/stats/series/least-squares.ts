export interface LeastSquares {
  readonly coefficients: Float64Array
  /** Sum of squared residuals. */
  readonly residualSquares: number
  readonly rows: number
  /** False where columns depend on each other; coefficients of the dependent ones are 0. */
  readonly fullRank: boolean
}

/** Regressions on the first 0, 1, … k of the columns, of which each contains the one before. */
export interface NestedLeastSquares {
  readonly rows: number
  /** Sum of squared residuals on the first `columns` ones. */
  residualSquares(columns: number): number
  coefficients(columns: number): Float64Array
  fullRank(columns: number): boolean
}

/**
 * Ordinary least squares of `target` on `columns` (each as long as the target) by Householder reflections. O(n·k²).
 * Give a column of ones for an intercept. A column that is within 1e-10 of the span of those before it is left out.
 */
export function leastSquares(columns: readonly Float64Array[], target: Float64Array): LeastSquares {
  const nested = nestedLeastSquares(columns, target)
  const all = columns.length
  return {
    coefficients: nested.coefficients(all),
    residualSquares: nested.residualSquares(all),
    rows: nested.rows,
    fullRank: nested.fullRank(all),
  }
}

/**
 * `leastSquares` on every prefix of `columns` at the cost of the longest, O(n·k²): the triangle of a prefix is a corner
 * of the triangle of all, and what the rows below it hold of the target is what the prefix leaves.
 */
export function nestedLeastSquares(
  columns: readonly Float64Array[],
  target: Float64Array,
): NestedLeastSquares {
  const n = target.length
  const matrix = columns.map((column) => column.slice())
  const right = target.slice()
  const pivots: number[] = []
  /** Pivots among the first columns, by how many columns. */
  const ranks = new Int32Array(columns.length + 1)
  const reflector = new Float64Array(n)
  for (let j = 0; j < columns.length; j++) {
    const top = pivots.length
    const column = matrix[j]
    const whole = squares(columns[j], 0)
    const below = squares(column, top)
    if (top < n && below > 1e-20 * whole) {
      const norm = column[top] > 0 ? -Math.sqrt(below) : Math.sqrt(below)
      reflector.set(column.subarray(top), top)
      reflector[top] -= norm
      const scale = 2 / (below - 2 * norm * column[top] + norm * norm)
      for (let k = j; k < columns.length; k++) reflect(matrix[k], reflector, top, scale)
      reflect(right, reflector, top, scale)
      pivots.push(j)
    }
    ranks[j + 1] = pivots.length
  }
  /** Sum of squares of the target from each pivot's row on. */
  const left = new Float64Array(pivots.length + 1)
  left[pivots.length] = squares(right, pivots.length)
  for (let r = pivots.length - 1; r >= 0; r--) left[r] = left[r + 1] + right[r] * right[r]
  return {
    rows: n,
    residualSquares: (count) => left[ranks[count]],
    fullRank: (count) => ranks[count] === count,
    coefficients(count) {
      const coefficients = new Float64Array(count)
      for (let r = ranks[count] - 1; r >= 0; r--) {
        let value = right[r]
        for (let s = r + 1; s < ranks[count]; s++) value -= matrix[pivots[s]][r] * coefficients[pivots[s]]
        coefficients[pivots[r]] = value / matrix[pivots[r]][r]
      }
      return coefficients
    },
  }
}

function squares(values: Float64Array, from: number): number {
  let sum = 0
  for (let i = from; i < values.length; i++) sum += values[i] * values[i]
  return sum
}

function reflect(vector: Float64Array, reflector: Float64Array, top: number, scale: number): void {
  let product = 0
  for (let i = top; i < vector.length; i++) product += reflector[i] * vector[i]
  const factor = scale * product
  for (let i = top; i < vector.length; i++) vector[i] -= factor * reflector[i]
}

/** What columns times coefficients leave of the target. */
export function residualsOf(
  columns: readonly Float64Array[],
  coefficients: Float64Array,
  target: Float64Array,
): Float64Array {
  const rest = target.slice()
  for (const [j, column] of columns.entries()) {
    const factor = coefficients[j]
    for (let i = 0; i < rest.length && j < coefficients.length; i++) rest[i] -= factor * column[i]
  }
  return rest
}

/** Columns of a series' lags 1 … p, aligned with its values from `start` on. */
export function lagColumns(series: Float64Array, lags: number, start: number): Float64Array[] {
  return Array.from({ length: lags }, (_, l) => series.slice(start - l - 1, series.length - l - 1))
}
