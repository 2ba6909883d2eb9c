export interface SymmetricEigen {
  /** Descending. */
  readonly values: Float64Array
  /** Unit eigenvectors, one after the other: `vectors[k · size + i]`; the largest component of each is positive. */
  readonly vectors: Float64Array
}

const SWEEPS = 60

/**
 * Eigenvalues and eigenvectors of a symmetric matrix (`size` × `size`, row-major) by cyclic Jacobi rotations.
 * O(size³) a sweep, some ten sweeps. Source: Golub and Van Loan, Matrix computations, section 8.5.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  const a = matrix.slice()
  const v = new Float64Array(size * size)
  for (let i = 0; i < size; i++) v[i * size + i] = 1
  let norm = 0
  for (const entry of a) norm += entry * entry
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let off = 0
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += a[p * size + q] ** 2
    if (off <= 1e-30 * norm) break
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = a[p * size + q]
        if (apq === 0) continue
        const theta = (a[q * size + q] - a[p * size + p]) / (2 * apq)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < size; k++) {
          const kp = a[k * size + p]
          const kq = a[k * size + q]
          a[k * size + p] = c * kp - s * kq
          a[k * size + q] = s * kp + c * kq
        }
        for (let k = 0; k < size; k++) {
          const pk = a[p * size + k]
          const qk = a[q * size + k]
          a[p * size + k] = c * pk - s * qk
          a[q * size + k] = s * pk + c * qk
          const vp = v[p * size + k]
          const vq = v[q * size + k]
          v[p * size + k] = c * vp - s * vq
          v[q * size + k] = s * vp + c * vq
        }
      }
    }
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, j) => a[j * size + j] - a[i * size + i])
  const vectors = new Float64Array(size * size)
  for (const [k, from] of order.entries()) {
    const vector = v.subarray(from * size, (from + 1) * size)
    let largest = 0
    for (let i = 1; i < size; i++) if (Math.abs(vector[i]) > Math.abs(vector[largest])) largest = i
    const sign = vector[largest] < 0 ? -1 : 1
    for (let i = 0; i < size; i++) vectors[k * size + i] = sign * vector[i]
  }
  return { values: Float64Array.from(order, (i) => a[i * size + i]), vectors }
}
