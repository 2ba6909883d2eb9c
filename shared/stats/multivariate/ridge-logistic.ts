import type { Matrix } from './matrix.ts'

export interface RidgeLogistic {
  readonly intercept: number
  readonly weights: Float64Array
}

/** A fit with the factor of its curvature, from which a fit of nearly the same rows can begin. */
export interface FittedRidgeLogistic extends RidgeLogistic {
  /** Lower Cholesky factor of the Hessian, row-major; weights first, then the intercept. */
  readonly factor: Float64Array
}

const ITERATIONS = 100
/** An old curvature is kept as long as it takes the decrement down this fast. */
const KEPT_WHILE = 0.05

/** The lower Cholesky factor of a symmetric positive definite matrix (row-major), in its place. */
function factorise(a: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const factor = a[j * n + k]
      for (let i = j; i < n; i++) a[i * n + j] -= factor * a[i * n + k]
    }
    const pivot = Math.sqrt(Math.max(a[j * n + j], 1e-300))
    for (let i = j; i < n; i++) a[i * n + j] /= pivot
  }
  return a
}

/** Solves L·Lᵀ·x = b. */
function solveFactored(a: Float64Array, b: Float64Array): Float64Array {
  const x = b.slice()
  const n = x.length
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i] -= a[i * n + k] * x[k]
    x[i] /= a[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i] -= a[k * n + i] * x[k]
    x[i] /= a[i * n + i]
  }
  return x
}

/**
 * Logistic regression with an unpenalised intercept and ½·λ‖w‖², by Newton's method with step halving; λ = 1 is
 * scikit-learn's `C=1`. Labels are 0 and 1. The curvature is computed again only where the last one does not serve
 * any more; `start` is a fit to begin from, which changes the time, not the result.
 */
export function fitRidgeLogistic(
  features: Matrix,
  labels: ArrayLike<number>,
  lambda = 1,
  start: FittedRidgeLogistic | null = null,
): FittedRidgeLogistic {
  const { rows, columns, values } = features
  const size = columns + 1
  let beta = new Float64Array(size)
  if (start !== null) {
    beta.set(start.weights)
    beta[columns] = start.intercept
  }
  const penalised = (b: Float64Array): { readonly loss: number; readonly linear: Float64Array } => {
    const linear = new Float64Array(rows)
    let loss = 0
    for (let j = 0; j < columns; j++) loss += (lambda / 2) * b[j] * b[j]
    for (let i = 0; i < rows; i++) {
      let z = b[columns]
      for (let j = 0; j < columns; j++) z += b[j] * values[i * columns + j]
      linear[i] = z
      loss += (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))) - labels[i] * z
    }
    return { loss, linear }
  }
  const curvature = (linear: Float64Array): Float64Array => {
    const hessian = new Float64Array(size * size)
    for (let j = 0; j < columns; j++) hessian[j * size + j] = lambda
    hessian[size * size - 1] = 1e-9
    for (let i = 0; i < rows; i++) {
      const p = 1 / (1 + Math.exp(-linear[i]))
      const weight = p * (1 - p)
      const base = i * columns
      for (let j = 0; j < columns; j++) {
        const scaled = weight * values[base + j]
        for (let k = 0; k <= j; k++) hessian[j * size + k] += scaled * values[base + k]
        hessian[columns * size + j] += scaled
      }
      hessian[size * size - 1] += weight
    }
    return factorise(hessian, size)
  }
  let current = penalised(beta)
  let factor = start?.factor ?? curvature(current.linear)
  let previous = Number.POSITIVE_INFINITY
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = new Float64Array(size)
    for (let j = 0; j < columns; j++) gradient[j] = lambda * beta[j]
    for (let i = 0; i < rows; i++) {
      const gap = 1 / (1 + Math.exp(-current.linear[i])) - labels[i]
      const base = i * columns
      for (let j = 0; j < columns; j++) gradient[j] += gap * values[base + j]
      gradient[columns] += gap
    }
    let step = solveFactored(factor, gradient)
    let decrement = dot(step, gradient)
    if (decrement > KEPT_WHILE * previous) {
      factor = curvature(current.linear)
      step = solveFactored(factor, gradient)
      decrement = dot(step, gradient)
    }
    previous = decrement
    let length = 1
    const along = (by: number): Float64Array<ArrayBuffer> => beta.map((value, j) => value - by * step[j])
    let next = along(length)
    let reached = penalised(next)
    while (reached.loss > current.loss + 1e-12 * Math.abs(current.loss) && length > 1e-6) {
      length /= 2
      next = along(length)
      reached = penalised(next)
    }
    beta = next
    current = reached
    if (decrement < 1e-14 * (1 + Math.abs(current.loss))) break
  }
  return { intercept: beta[columns], weights: beta.slice(0, columns), factor }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}

/** Linear predictors of the rows; their order is that of the probabilities. */
export function scoreRows(model: RidgeLogistic, features: Matrix): Float64Array {
  const { rows, columns, values } = features
  return Float64Array.from({ length: rows }, (_, i) => {
    let z = model.intercept
    for (let j = 0; j < columns; j++) z += model.weights[j] * values[i * columns + j]
    return z
  })
}
