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

/**
 * Columns that are summed by one look into a table: a row's kernel values are added up once for each of the 2ʷ choices
 * among w neighbouring columns, and each labelling that holds the row takes one of these sums for all of them. The w with
 * the least to do a column, (2·2ʷ + labellings a row)/w: a sum that is made costs some two that are looked up.
 */
function tableWidth({ labellings, referenceRows, pooled }: KernelPlan): number {
  const uses = (labellings * referenceRows) / pooled.rows
  const costOf = (width: number): number => (2 * 2 ** width + uses) / width
  let best = 1
  for (let width = 2; width <= 8; width++) if (costOf(width) < costOf(best)) best = width
  return best
}

/** Which labellings hold each row of a block: row i those at `labellings[begins[i] … begins[i + 1])`. */
type Holders = { readonly begins: Int32Array; readonly labellings: Int32Array }

function holdersOf(
  { members, starts, blocks, labellings, referenceRows }: KernelPlan,
  block: number,
): Holders {
  const begins = new Int32Array(BLOCK + 1)
  const eachMember = (visit: (row: number, labelling: number) => void): void => {
    for (let l = 0; l < labellings; l++) {
      const at = l * (blocks + 1) + block
      for (let i = starts[at]; i < starts[at + 1]; i++)
        visit(members[l * referenceRows + i] - block * BLOCK, l)
    }
  }
  eachMember((row) => {
    begins[row + 1] += 1
  })
  for (let row = 0; row < BLOCK; row++) begins[row + 1] += begins[row]
  const next = begins.slice(0, BLOCK)
  const holders = new Int32Array(begins[BLOCK])
  eachMember((row, labelling) => {
    holders[next[row]++] = labelling
  })
  return { begins, labellings: holders }
}

/** For each labelling and group of `width` columns of a block, the place in the tables of the sum over its members. */
function fillPlaces(
  plan: KernelPlan,
  block: number,
  width: number,
  groups: number,
  places: Uint16Array,
): void {
  const { members, starts, blocks, labellings, referenceRows } = plan
  for (let l = 0; l < labellings; l++) {
    for (let group = 0; group < groups; group++) places[l * groups + group] = group << width
    const at = l * (blocks + 1) + block
    for (let i = starts[at]; i < starts[at + 1]; i++) {
      const column = members[l * referenceRows + i] - block * BLOCK
      const group = Math.floor(column / width)
      places[l * groups + group] |= 1 << (column - group * width)
    }
  }
}

/** Sums of every choice among the columns of each group, by the choice's bits. */
function fillTables(row: Float64Array, width: number, groups: number, tables: Float64Array): void {
  for (let group = 0; group < groups; group++) {
    const table = group << width
    for (let bit = 0; bit < width; bit++) {
      const column = group * width + bit
      const value = column < BLOCK ? row[column] : 0
      for (let choice = 0; choice < 1 << bit; choice++) {
        tables[table + (1 << bit) + choice] = tables[table + choice] + value
      }
    }
  }
}

/** Adds the tiles `from` ≤ tile < `to` of the upper triangle, counted row by row, to `sums`. */
export function addTiles(plan: KernelPlan, from: number, to: number, sums: KernelSums): void {
  const { pooled, blocks, labellings } = plan
  const tile = new Float64Array(BLOCK * BLOCK)
  const width = tableWidth(plan)
  // An even number, for two sums in flight.
  const groups = 2 * Math.ceil(BLOCK / width / 2)
  const places = new Uint16Array(labellings * groups)
  const tables = new Float64Array(groups << width)
  let index = 0
  for (let a = 0; a < blocks && index < to; a++) {
    if (index + blocks - a <= from) {
      index += blocks - a
      continue
    }
    const { begins, labellings: holders } = holdersOf(plan, a)
    for (let b = a; b < blocks && index < to; b++, index++) {
      if (index < from) continue
      fillTile(plan, a, b, tile)
      fillPlaces(plan, b, width, groups, places)
      const rowEnd = Math.min(BLOCK, pooled.rows - a * BLOCK)
      const columnEnd = Math.min(BLOCK, pooled.rows - b * BLOCK)
      const weight = a === b ? 1 : 2
      for (let i = 0; i < rowEnd; i++) {
        let total = 0
        for (let j = 0; j < columnEnd; j++) {
          const k = tile[i * BLOCK + j]
          total += k
          if (a !== b) sums.rowTotals[b * BLOCK + j] += k
        }
        sums.rowTotals[a * BLOCK + i] += total
        fillTables(tile.subarray(i * BLOCK, (i + 1) * BLOCK), width, groups, tables)
        for (let at = begins[i]; at < begins[i + 1]; at++) {
          const labelling = holders[at]
          let even = 0
          let odd = 0
          const end = (labelling + 1) * groups
          for (let place = labelling * groups; place < end; place += 2) {
            even += tables[places[place]]
            odd += tables[places[place + 1]]
          }
          sums.within[labelling] += weight * (even + odd)
        }
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
