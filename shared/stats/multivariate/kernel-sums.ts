import { createRandom, shuffle } from '../random.ts'
import { type Matrix, stackRows } from './matrix.ts'

/** `rbf`: exp(−‖x − y‖²/(2σ²)); `distance`: −‖x − y‖, whose MMD² is the energy distance. */
export type PairKernel = { readonly kind: 'rbf'; readonly sigma: number } | { readonly kind: 'distance' }

/**
 * Everything that the permutations of a kernel two-sample statistic need from the pooled rows. Pairs are walked in
 * square tiles of the upper triangle; a tile of kernel values is computed once and used by every permutation while
 * it is in the cache. Tiles are independent, so that workers can share them and add their sums.
 */
export interface KernelPlan {
  readonly pooled: Matrix
  readonly referenceRows: number
  readonly kernel: PairKernel
  /** Labellings: the true one first, then the permutations. */
  readonly labellings: number
  /** Rows of each labelling's first sample, ascending: `labellings` × `referenceRows`. */
  readonly members: Int32Array
  /** Where a block's members begin: `labellings` × (blocks + 1). */
  readonly starts: Int32Array
  readonly blocks: number
  readonly tiles: number
}

export interface KernelSums {
  /** Σ k(x, y) over ordered pairs within the first sample, the diagonal included, for each labelling. */
  readonly within: Float64Array
  /** Σ k(x, ·) over all pooled rows, for each row. */
  readonly rowTotals: Float64Array
}

const BLOCK = 128

export function planKernelSums(
  reference: Matrix,
  current: Matrix,
  kernel: PairKernel,
  permutations: number,
  seed: number,
): KernelPlan {
  const rows = reference.rows + current.rows
  const labellings = permutations + 1
  const members = new Int32Array(labellings * reference.rows)
  const blocks = Math.ceil(rows / BLOCK)
  const starts = new Int32Array(labellings * (blocks + 1))
  const order = new Int32Array(rows)
  for (let i = 0; i < rows; i++) order[i] = i
  const random = createRandom(seed)
  for (let l = 0; l < labellings; l++) {
    if (l > 0) shuffle(random, order)
    const own = members.subarray(l * reference.rows, (l + 1) * reference.rows)
    own.set(order.subarray(0, reference.rows))
    own.sort()
    let position = 0
    for (let block = 0; block <= blocks; block++) {
      while (position < own.length && own[position] < block * BLOCK) position += 1
      starts[l * (blocks + 1) + block] = position
    }
  }
  return {
    pooled: stackRows(reference, current),
    referenceRows: reference.rows,
    kernel,
    labellings,
    members,
    starts,
    blocks,
    tiles: (blocks * (blocks + 1)) / 2,
  }
}

function fillTile(plan: KernelPlan, rowBlock: number, columnBlock: number, tile: Float64Array): void {
  const { pooled, kernel } = plan
  const { rows, columns, values } = pooled
  const factor = kernel.kind === 'rbf' ? -1 / (2 * kernel.sigma * kernel.sigma) : 0
  const rowEnd = Math.min(rows, (rowBlock + 1) * BLOCK)
  const columnEnd = Math.min(rows, (columnBlock + 1) * BLOCK)
  for (let i = rowBlock * BLOCK; i < rowEnd; i++) {
    const into = (i - rowBlock * BLOCK) * BLOCK - columnBlock * BLOCK
    for (let j = columnBlock * BLOCK; j < columnEnd; j++) {
      let squares = 0
      for (let c = 0; c < columns; c++) {
        const gap = values[i * columns + c] - values[j * columns + c]
        squares += gap * gap
      }
      tile[into + j] = kernel.kind === 'rbf' ? Math.exp(factor * squares) : -Math.sqrt(squares)
    }
  }
}

/** Adds the tiles `from` ≤ tile < `to` of the upper triangle, counted row by row, to `sums`. */
export function addTiles(plan: KernelPlan, from: number, to: number, sums: KernelSums): void {
  const { pooled, members, starts, blocks, labellings, referenceRows } = plan
  const tile = new Float64Array(BLOCK * BLOCK)
  let index = 0
  for (let a = 0; a < blocks && index < to; a++) {
    for (let b = a; b < blocks && index < to; b++, index++) {
      if (index < from) continue
      fillTile(plan, a, b, tile)
      const rowEnd = Math.min(BLOCK, pooled.rows - a * BLOCK)
      const columnEnd = Math.min(BLOCK, pooled.rows - b * BLOCK)
      for (let i = 0; i < rowEnd; i++) {
        let total = 0
        for (let j = 0; j < columnEnd; j++) {
          const k = tile[i * BLOCK + j]
          total += k
          if (a !== b) sums.rowTotals[b * BLOCK + j] += k
        }
        sums.rowTotals[a * BLOCK + i] += total
      }
      const weight = a === b ? 1 : 2
      for (let l = 0; l < labellings; l++) {
        const own = l * referenceRows
        const at = l * (blocks + 1)
        const rowFrom = own + starts[at + a]
        const rowTo = own + starts[at + a + 1]
        const columnFrom = own + starts[at + b]
        const columnTo = own + starts[at + b + 1]
        // Four sums in flight hide the latency of each addition.
        let even = 0
        let odd = 0
        let third = 0
        let fourth = 0
        for (let i = rowFrom; i < rowTo; i++) {
          const base = (members[i] - a * BLOCK) * BLOCK - b * BLOCK
          let j = columnFrom
          for (; j + 3 < columnTo; j += 4) {
            even += tile[base + members[j]]
            odd += tile[base + members[j + 1]]
            third += tile[base + members[j + 2]]
            fourth += tile[base + members[j + 3]]
          }
          for (; j < columnTo; j++) even += tile[base + members[j]]
        }
        sums.within[l] += weight * (even + odd + (third + fourth))
      }
    }
  }
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
  const { referenceRows: n, members, labellings, pooled, kernel } = plan
  const m = pooled.rows - n
  const diagonal = kernel.kind === 'rbf' ? 1 : 0
  let total = 0
  for (const row of sums.rowTotals) total += row
  return Float64Array.from({ length: labellings }, (_, l) => {
    let fromFirst = 0
    for (let i = l * n; i < (l + 1) * n; i++) fromFirst += sums.rowTotals[members[i]]
    const first = sums.within[l]
    const cross = fromFirst - first
    const second = total - 2 * fromFirst + first
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
