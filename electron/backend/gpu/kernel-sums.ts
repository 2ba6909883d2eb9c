import { type KernelPlan, type KernelSums, sumsOfHeld } from '#shared/stats/multivariate/kernel-sums.ts'
import { STRIP_ROWS } from '#shared/stats/simd/layout.ts'
import type { Dispatch, GpuSession } from './session.ts'
import { depthWithin, MOST_DEPTH, TILE, tilesWithin, tileUnits } from './tiles.ts'

const COLUMN_SLICE = 256
const LEAST_COLUMNS = 16
const ROW_SLICE = 64
const MOST_PANEL_ROWS = 1024
const NOTHING = { dispatches: [], units: 0 }

/**
 * The sums of `addStrips` over all strips. Kernel values are centred by their rows' means before they are added up in
 * f32, and what was taken off is put back in f64: each labelling's sum then errs by about 1e-7 of the spread of the
 * kernel values, not of their size, as the difference that the statistic is needs.
 */
export async function kernelSumsOnGpu(session: GpuSession, plan: KernelPlan): Promise<KernelSums> {
  const { arena } = session
  const n = plan.pooled.rows
  const values = arena.upload(centredValues(plan))
  const none = arena.upload(new Float32Array(n))
  const plain = await rowTotals(session, plan, values, none, null)
  const means = Float32Array.from(plain, (total) => total / n)
  const grand = Math.fround(means.reduce((sum, mean) => sum + mean, 0) / n)
  const meansBuffer = arena.upload(means)
  const left = await rowTotals(session, plan, values, meansBuffer, grand)
  const allMeans = means.reduce((sum, mean) => sum + mean, 0)
  const totals = left.map((rest, row) => rest + n * means[row] + allMeans - n * grand)

  const words = Math.ceil(n / 32)
  const members = arena.upload(memberBits(plan, words))
  const centred = await centredWithin(session, plan, { values, means: meansBuffer, grand, members, words })
  const size = plan.referenceRows
  const fromMeans = sumsOfHeld(plan, means)
  const within = centred.map((sum, labelling) => sum + 2 * size * fromMeans[labelling] - grand * size * size)
  return { within, rowTotals: totals }
}

/** Column by column, each less its mean: distances do not change, and f32 keeps more of them. */
function centredValues({ pooled: { rows, columns, values } }: KernelPlan): Float32Array {
  const means = new Float64Array(columns)
  for (let i = 0; i < rows; i++) for (let c = 0; c < columns; c++) means[c] += values[i * columns + c] / rows
  const centred = new Float32Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let c = 0; c < columns; c++) centred[c * rows + i] = values[i * columns + c] - means[c]
  }
  return centred
}

/** A bit for each row, `words` whole numbers of 32 a labelling. */
function memberBits({ labellings, held, strips }: KernelPlan, words: number): Uint32Array {
  const bits = new Uint32Array(labellings * words)
  const stripsOfWord = 32 / STRIP_ROWS
  for (let strip = 0; strip < strips; strip++) {
    const word = Math.floor(strip / stripsOfWord)
    const shift = (strip % stripsOfWord) * STRIP_ROWS
    for (let labelling = 0; labelling < labellings; labelling++) {
      bits[labelling * words + word] |= held[strip * labellings + labelling] << shift
    }
  }
  return bits
}

type Block = { firstRow: number; rows: number; firstColumn: number; columns: number }

function pairsUniform(
  plan: KernelPlan,
  { firstRow, rows, firstColumn, columns }: Block,
  grand: number | null,
) {
  const { kernel, pooled } = plan
  return [
    pooled.rows,
    pooled.columns,
    firstRow,
    rows,
    firstColumn,
    columns,
    kernel.kind === 'rbf' ? 0 : 1,
    { float: kernel.kind === 'rbf' ? -1 / (2 * kernel.sigma * kernel.sigma) : 0 },
    { float: grand ?? 0 },
    grand === null ? 0 : 1,
  ]
}

/** Arithmetic that one kernel value takes, in multiply-adds. */
const pairCost = ({ pooled }: KernelPlan): number => 2 * pooled.columns + 12

/** Σⱼ k(i, j) for each row, of plain values or, with a mean of all, of centred ones. */
async function rowTotals(
  session: GpuSession,
  plan: KernelPlan,
  values: GPUBuffer,
  means: GPUBuffer,
  grand: number | null,
): Promise<Float64Array> {
  const n = plan.pooled.rows
  const totals = new Float64Array(n)
  const pacer = session.pacerOf('rowSums')
  const cost = pairCost(plan)
  for (let firstRow = 0; firstRow < n; ) {
    const atOnce = Math.floor(pacer.budget() / (COLUMN_SLICE * cost) / ROW_SLICE) * ROW_SLICE
    const rows = Math.min(n - firstRow, Math.max(ROW_SLICE, atOnce))
    for (let firstColumn = 0; firstColumn < n; ) {
      const fitting = pacer.budget() / (rows * cost)
      // A slow device gets parts of a slice.
      const grain = fitting < COLUMN_SLICE ? LEAST_COLUMNS : COLUMN_SLICE
      const columns = Math.min(n - firstColumn, Math.max(grain, Math.floor(fitting / grain) * grain))
      const slices = Math.ceil(columns / COLUMN_SLICE)
      const sums = session.arena.storage(slices * rows * 4)
      const block = { firstRow, rows, firstColumn, columns }
      await session.run(
        [
          {
            program: 'rowSums',
            uniform: pairsUniform(plan, block, grand),
            buffers: [values, means, sums],
            groups: [Math.ceil(rows / 64), slices],
          },
        ],
        pacer,
        rows * columns * cost,
      )
      const parts = await session.readNumbers(sums, slices * rows)
      session.arena.destroy(sums)
      for (let slice = 0; slice < slices; slice++) {
        for (let row = 0; row < rows; row++) totals[firstRow + row] += parts[slice * rows + row]
      }
      firstColumn += columns
    }
    firstRow += rows
  }
  return totals
}

/** Σ over the pairs of members of each labelling of the centred kernel values. */
async function centredWithin(
  session: GpuSession,
  plan: KernelPlan,
  on: {
    readonly values: GPUBuffer
    readonly means: GPUBuffer
    readonly grand: number
    readonly members: GPUBuffer
    readonly words: number
  },
): Promise<Float64Array> {
  const { arena } = session
  const n = plan.pooled.rows
  const sets = plan.labellings
  const within = new Float64Array(sets)
  const pacer = session.pacerOf('memberProducts')
  const cost = sets + pairCost(plan)
  for (let first = 0; first < n; ) {
    const wanted = Math.floor(pacer.budget() / (Math.min(MOST_DEPTH, n) * cost) / ROW_SLICE) * ROW_SLICE
    const rows = Math.min(n - first, Math.max(ROW_SLICE, Math.min(MOST_PANEL_ROWS, wanted)))
    const sums = arena.storage(rows * sets * 8)
    const block = arena.storage(rows * Math.min(MOST_DEPTH, n - first) * 4)
    const across = Math.ceil(sets / TILE)
    const tiles = across * Math.ceil(rows / TILE)
    const filling = rows * pairCost(plan)
    // Pairs are symmetric: columns before the panel were counted twice by the panels before.
    for (let column = first; column < n; ) {
      const depth = Math.min(n - column, depthWithin(pacer.budget(), tiles, filling))
      const twiceFrom = Math.max(0, Math.min(depth, first + rows - column))
      const fill: Dispatch = {
        program: 'fill',
        uniform: pairsUniform(plan, { firstRow: first, rows, firstColumn: column, columns: depth }, on.grand),
        buffers: [on.values, on.means, block],
        groups: [Math.ceil(depth / 16), Math.ceil(rows / 16)],
      }
      for (let tile = 0; tile < tiles; ) {
        const before = tile === 0 ? { dispatches: [fill], units: filling * depth } : NOTHING
        const count = Math.min(tiles - tile, tilesWithin(pacer.budget() - before.units, depth))
        const multiply: Dispatch = {
          program: 'memberProducts',
          uniform: [rows, sets, depth, depth, 0, on.words, column, twiceFrom, tile, across, 0],
          buffers: [block, on.members, sums],
          groups: [count],
        }
        await session.run([...before.dispatches, multiply], pacer, before.units + count * tileUnits(depth))
        tile += count
      }
      column += depth
    }
    const slices = Math.ceil(rows / ROW_SLICE)
    const parts = arena.storage(slices * sets * 4)
    await session.run(
      [
        {
          program: 'within',
          uniform: [rows, sets, on.words, first],
          buffers: [sums, on.members, parts],
          groups: [Math.ceil(sets / 64), slices],
        },
      ],
      session.pacerOf('within'),
      rows * sets,
    )
    const numbers = await session.readNumbers(parts, slices * sets)
    for (let slice = 0; slice < slices; slice++) {
      for (let set = 0; set < sets; set++) within[set] += numbers[slice * sets + set]
    }
    for (const buffer of [sums, block, parts]) arena.destroy(buffer)
    first += rows
  }
  return within
}
