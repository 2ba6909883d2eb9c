import type { Matrix } from './matrix.ts'

export interface RidgeLogistic {
  readonly intercept: number
  readonly weights: Float64Array
}

const ITERATIONS = 50

/** Solves A·x = b for a symmetric positive definite A (row-major, overwritten) by Cholesky; x takes b's place. */
function solvePositiveDefinite(a: Float64Array, b: Float64Array): void {
  const n = b.length
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const factor = a[j * n + k]
      for (let i = j; i < n; i++) a[i * n + j] -= factor * a[i * n + k]
    }
    const pivot = Math.sqrt(Math.max(a[j * n + j], 1e-300))
    for (let i = j; i < n; i++) a[i * n + j] /= pivot
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i] -= a[i * n + k] * b[k]
    b[i] /= a[i * n + i]
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i] -= a[k * n + i] * b[k]
    b[i] /= a[i * n + i]
  }
}

/**
 * Logistic regression with an unpenalised intercept and ½·λ‖w‖², by Newton's method with step halving; λ = 1 is
 * scikit-learn's `C=1`. Labels are 0 and 1.
 */
export function fitRidgeLogistic(features: Matrix, labels: ArrayLike<number>, lambda = 1): RidgeLogistic {
  const { rows, columns, values } = features
  const size = columns + 1
  let beta = new Float64Array(size)
  const linear = (b: Float64Array, row: number): number => {
    let z = b[columns]
    for (let j = 0; j < columns; j++) z += b[j] * values[row * columns + j]
    return z
  }
  const objective = (b: Float64Array): number => {
    let loss = 0
    for (let j = 0; j < columns; j++) loss += (lambda / 2) * b[j] * b[j]
    for (let i = 0; i < rows; i++) {
      const z = linear(b, i)
      loss += (z > 0 ? z + Math.log1p(Math.exp(-z)) : Math.log1p(Math.exp(z))) - labels[i] * z
    }
    return loss
  }
  let current = objective(beta)
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const gradient = new Float64Array(size)
    const hessian = new Float64Array(size * size)
    for (let j = 0; j < columns; j++) {
      gradient[j] = lambda * beta[j]
      hessian[j * size + j] = lambda
    }
    hessian[size * size - 1] = 1e-9
    for (let i = 0; i < rows; i++) {
      const p = 1 / (1 + Math.exp(-linear(beta, i)))
      const gap = p - labels[i]
      const weight = p * (1 - p)
      const base = i * columns
      for (let j = 0; j < columns; j++) {
        const x = values[base + j]
        gradient[j] += gap * x
        const scaled = weight * x
        for (let k = 0; k <= j; k++) hessian[j * size + k] += scaled * values[base + k]
        hessian[columns * size + j] += scaled
      }
      gradient[columns] += gap
      hessian[size * size - 1] += weight
    }
    const step = gradient.slice()
    solvePositiveDefinite(hessian, step)
    let decrement = 0
    for (let j = 0; j < size; j++) decrement += step[j] * gradient[j]
    let length = 1
    let next = beta.map((value, j) => value - step[j])
    let loss = objective(next)
    while (loss > current + 1e-12 * Math.abs(current) && length > 1e-6) {
      length /= 2
      next = beta.map((value, j) => value - length * step[j])
      loss = objective(next)
    }
    beta = next
    current = loss
    if (decrement < 1e-14 * (1 + Math.abs(current))) break
  }
  return { intercept: beta[columns], weights: beta.slice(0, columns) }
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
