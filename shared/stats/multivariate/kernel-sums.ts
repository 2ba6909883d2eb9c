import { createRandom, shuffle } from '../random.ts'
import { STRIP_ROWS } from '../simd/layout.ts'
import { type Matrix, stackRows } from './matrix.ts'

/** `rbf`: exp(−‖x − y‖²/(2σ²)); `distance`: −‖x − y‖, whose MMD² is the energy distance. */
export type PairKernel = { readonly kind: 'rbf'; readonly sigma: number } | { readonly kind: 'distance' }

/**
 * Everything that the permutations of a kernel two-sample statistic need from the pooled rows. Strips of rows are
 * independent, so that workers can share them and add their sums.
 */
export interface KernelPlan {
  readonly pooled: Matrix
  readonly referenceRows: number
  readonly kernel: PairKernel
  /** Labellings: the true one first, then the permutations. */
  readonly labellings: number
  /** Which rows of a strip each labelling's first sample holds, a bit each: `strips` × `labellings`. */
  readonly held: Uint8Array
  readonly strips: number
}

export interface KernelSums {
  /** Σ k(x, y) over ordered pairs within the first sample, the diagonal included, for each labelling. */
  readonly within: Float64Array
  /** Σ k(x, ·) over all pooled rows, for each row. */
  readonly rowTotals: Float64Array
}

export function planKernelSums(
  reference: Matrix,
  current: Matrix,
  kernel: PairKernel,
  permutations: number,
  seed: number,
): KernelPlan {
  const rows = reference.rows + current.rows
  const labellings = permutations + 1
  const strips = Math.ceil(rows / STRIP_ROWS)
  const held = new Uint8Array(strips * labellings)
  const order = new Int32Array(rows)
  for (let i = 0; i < rows; i++) order[i] = i
  const random = createRandom(seed)
  for (let l = 0; l < labellings; l++) {
    if (l > 0) shuffle(random, order)
    for (let i = 0; i < reference.rows; i++) {
      held[(order[i] >>> 3) * labellings + l] |= 1 << (order[i] & (STRIP_ROWS - 1))
    }
  }
  return {
    pooled: stackRows(reference, current),
    referenceRows: reference.rows,
    kernel,
    labellings,
    held,
    strips,
  }
}

/** Σ of the numbers of those rows that a labelling's first sample holds, for each labelling. */
export function sumsOfHeld(
  { labellings, held, strips }: KernelPlan,
  ofRow: Float32Array | Float64Array,
): Float64Array {
  const sums = new Float64Array(labellings)
  const ofChoice = new Float64Array(1 << STRIP_ROWS)
  for (let strip = 0; strip < strips; strip++) {
    for (let bit = 0; bit < STRIP_ROWS; bit++) {
      const row = strip * STRIP_ROWS + bit
      const value = row < ofRow.length ? ofRow[row] : 0
      for (let choice = 0; choice < 1 << bit; choice++) {
        ofChoice[(1 << bit) + choice] = ofChoice[choice] + value
      }
    }
    for (let l = 0; l < labellings; l++) sums[l] += ofChoice[held[strip * labellings + l]]
  }
  return sums
}

export const emptyKernelSums = (plan: KernelPlan): KernelSums => ({
  within: new Float64Array(plan.labellings),
  rowTotals: new Float64Array(plan.pooled.rows),
})

/**
 * MMD² of each labelling from the sums. Biased: Σxx/n² + Σyy/m² − 2Σxy/(nm), the diagonal included; unbiased leaves
 * the diagonal out and divides by n(n − 1) and m(m − 1). `diagonal` is k(x, x).
 */
export function discrepancies(plan: KernelPlan, sums: KernelSums, unbiased: boolean): Float64Array {
  const { referenceRows: n, labellings, pooled, kernel } = plan
  const m = pooled.rows - n
  const diagonal = kernel.kind === 'rbf' ? 1 : 0
  let total = 0
  for (const row of sums.rowTotals) total += row
  const ofFirst = sumsOfHeld(plan, sums.rowTotals)
  return Float64Array.from({ length: labellings }, (_, l) => {
    const first = sums.within[l]
    const cross = ofFirst[l] - first
    const second = total - 2 * ofFirst[l] + first
    return unbiased
      ? (first - n * diagonal) / (n * (n - 1)) +
          (second - m * diagonal) / (m * (m - 1)) -
          (2 * cross) / (n * m)
      : first / (n * n) + second / (m * m) - (2 * cross) / (n * m)
  })
}

/** Share of labellings at least as extreme as the true one, itself counted: (1 + #)/(1 + permutations). */
export function permutationPValue(values: Float64Array): number {
  const observed = values[0]
  const slack = 1e-12 * Math.max(1e-300, Math.abs(observed))
  let extreme = 0
  for (const value of values) if (value >= observed - slack) extreme += 1
  return extreme / values.length
}
