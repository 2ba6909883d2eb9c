import { AppError } from '../../domain/errors.ts'
import { say } from '../../words/say.ts'
import { createRandom, shuffle } from '../random.ts'

/** Rows of numbers: `values[row · columns + column]`. */
export interface Matrix {
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
}

/** The rows of columns of equal length that are finite in every column, and how many were not. */
export function completeRows(columns: readonly ArrayLike<number>[]): { matrix: Matrix; left: number } {
  const width = columns.length
  const length = width === 0 ? 0 : columns[0].length
  if (columns.some((column) => column.length !== length)) {
    throw new AppError(
      'BAD_PARAMS',
      'The columns have different lengths.',
      'Give as many values in every column.',
    )
  }
  const values = new Float64Array(length * width)
  let rows = 0
  for (let i = 0; i < length; i++) {
    let complete = true
    for (let j = 0; j < width; j++) {
      const value = columns[j][i]
      values[rows * width + j] = value
      complete &&= Number.isFinite(value)
    }
    if (complete) rows += 1
  }
  return { matrix: { rows, columns: width, values: values.slice(0, rows * width) }, left: length - rows }
}

/** A matrix from an array of rows; a plain number is a row of one column. Throws `BAD_PARAMS` for ragged rows. */
export function matrixOfRows(rows: readonly (number | readonly number[])[]): Matrix {
  const cells = rows.map((row) => (typeof row === 'number' ? [row] : row))
  const columns = cells.length === 0 ? 0 : cells[0].length
  if (cells.some((row) => row.length !== columns)) {
    throw new AppError('BAD_PARAMS', 'The rows have different lengths.', 'Give as many numbers in every row.')
  }
  const { matrix, left } = completeRows(Array.from({ length: columns }, (_, j) => cells.map((row) => row[j])))
  if (left > 0) {
    throw new AppError(
      'BAD_PARAMS',
      `${left} rows hold a value that is no finite number.`,
      'Leave those rows out.',
    )
  }
  return matrix
}

/** The rows of the first matrix, then those of the second, which has the same columns. */
export function stackRows(first: Matrix, second: Matrix): Matrix {
  const values = new Float64Array(first.values.length + second.values.length)
  values.set(first.values)
  values.set(second.values, first.values.length)
  return { rows: first.rows + second.rows, columns: first.columns, values }
}

/** Throws `BAD_PARAMS` where two samples do not have the same columns. */
export function checkSameColumns(a: Matrix, b: Matrix): void {
  if (a.columns === b.columns) return
  throw new AppError(
    'BAD_PARAMS',
    `The two samples have ${a.columns} and ${b.columns} columns.`,
    'Compare the same columns on both sides.',
  )
}

export interface Standardizer {
  readonly means: Float64Array
  /** Population standard deviations; 1 for a constant column. */
  readonly scales: Float64Array
}

/** Column means and standard deviations (divisor n) of the baseline. */
export function fitStandardizer(matrix: Matrix): Standardizer {
  const { rows, columns, values } = matrix
  const means = new Float64Array(columns)
  const scales = new Float64Array(columns)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const gap = values[i * columns + j] - means[j]
      means[j] += gap / (i + 1)
      scales[j] += gap * (values[i * columns + j] - means[j])
    }
  }
  for (let j = 0; j < columns; j++) {
    const scale = Math.sqrt(scales[j] / rows)
    scales[j] = scale > 1e-12 * Math.abs(means[j]) ? scale : 1
  }
  return { means, scales }
}

export function standardize(matrix: Matrix, { means, scales }: Standardizer): Matrix {
  const { rows, columns, values } = matrix
  const out = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const j = i % columns
    out[i] = (values[i] - means[j]) / scales[j]
  }
  return { rows, columns, values: out }
}

/** At most `most` rows, drawn without replacement by the seed and kept in their order; the matrix itself if it is small enough. */
export function sampleRows(matrix: Matrix, most: number, seed: number): Matrix {
  if (matrix.rows <= most) return matrix
  const order = new Uint32Array(matrix.rows)
  for (let i = 0; i < order.length; i++) order[i] = i
  const chosen = shuffle(createRandom(seed), order).slice(0, most).sort()
  const values = new Float64Array(most * matrix.columns)
  for (const [i, row] of chosen.entries()) {
    values.set(matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns), i * matrix.columns)
  }
  return { rows: most, columns: matrix.columns, values }
}

export const ROWS_PER_FEATURE = 10

/** A warning where a sample has fewer than ten rows for each feature; null where both have enough. */
export function rowsPerFeatureWarning(reference: number, current: number, features: number): string | null {
  const fewest = Math.min(reference, current)
  if (fewest >= ROWS_PER_FEATURE * features) return null
  return say('together.few_for_features', { rows: fewest, features, needed: ROWS_PER_FEATURE * features })
}
