import {
  checkResampling,
  drawThresholds,
  type ResampledCounts,
  type ResamplingTask,
  rowsOf,
  widestBins,
} from '#shared/stats/resampling/resample-counts.ts'
import type { Pacer } from './pacer.ts'
import type { GpuSession } from './session.ts'

/** Replicates drawn in one go, so that their counts fit whatever their number. */
const MOST_THREADS = 1 << 20
/** Threads of a workgroup, each of which draws one replicate. */
const GROUP = 64
/** Columns of one dispatch. */
const MOST_COLUMNS = 256
/** A dispatch begins with a fresh counter, which has four words. */
const LEAST_DRAWS = 4

/** The counts of `resampleCounts`, word for word. */
export async function resampleOnGpu(session: GpuSession, task: ResamplingTask): Promise<ResampledCounts> {
  checkResampling(task)
  const { arena } = session
  const { columns, replicates } = task
  const bins = widestBins(columns)
  const counts = new Uint32Array(columns.length * replicates * 2 * bins)
  if (counts.length === 0) return { bins, counts }
  const tables = describeColumns(task, bins)
  const facts = arena.upload(tables.facts)
  const thresholds = arena.upload(tables.thresholds)
  const pacer = session.pacerOf(task.mode)
  for (let firstColumn = 0; firstColumn < columns.length; firstColumn += MOST_COLUMNS) {
    const wide = Math.min(MOST_COLUMNS, columns.length - firstColumn)
    for (let first = 0; first < replicates; ) {
      const fitting = Math.min(pacer.budget() / LEAST_DRAWS, MOST_THREADS) / wide
      const some = Math.min(replicates - first, Math.max(GROUP, Math.floor(fitting / GROUP) * GROUP))
      const slice = { firstColumn, columns: wide, first, replicates: some }
      const drawn = arena.upload(startingCounts(task, bins, slice))
      await drawAll(session, pacer, task, { bins, facts, thresholds, drawn }, slice)
      const words = await session.readWords(drawn, wide * some * 2 * bins)
      arena.destroy(drawn)
      const ofColumn = some * 2 * bins
      for (let column = 0; column < wide; column++) {
        const own = words.subarray(column * ofColumn, (column + 1) * ofColumn)
        counts.set(own, ((firstColumn + column) * replicates + first) * 2 * bins)
      }
      first += some
    }
  }
  return { bins, counts }
}

/** Columns and replicates that are drawn together. */
type Slice = {
  readonly firstColumn: number
  readonly columns: number
  readonly first: number
  readonly replicates: number
}

/** Rows, thresholds and pooled rows of each column, the reference sides first; then the thresholds themselves. */
function describeColumns({ columns }: ResamplingTask, bins: number) {
  const facts = new Uint32Array(2 * columns.length * 3)
  const thresholds = new Uint32Array(2 * columns.length * bins)
  for (const [index, { reference, current }] of columns.entries()) {
    const pooled = rowsOf(reference) + rowsOf(current)
    for (const [side, counts] of [reference, current].entries()) {
      const at = side * columns.length + index
      const own = drawThresholds(counts)
      facts.set([rowsOf(counts), own.length, pooled], at * 3)
      thresholds.set(own, at * bins)
    }
  }
  return { facts, thresholds }
}

/** Zeros; for a permutation all rows on the current side, from which the others are dealt. */
function startingCounts({ mode, columns }: ResamplingTask, bins: number, slice: Slice): Uint32Array {
  const counts = new Uint32Array(slice.columns * slice.replicates * 2 * bins)
  if (mode === 'bootstrap') return counts
  for (const [index, { reference, current }] of columnsOf(columns, slice).entries()) {
    const pooled = Uint32Array.from(reference, (count, bin) => count + current[bin])
    for (let r = 0; r < slice.replicates; r++) {
      counts.set(pooled, (index * slice.replicates + r) * 2 * bins + bins)
    }
  }
  return counts
}

const columnsOf = (columns: ResamplingTask['columns'], { firstColumn, columns: some }: Slice) =>
  columns.slice(firstColumn, firstColumn + some)

async function drawAll(
  session: GpuSession,
  pacer: Pacer,
  { mode, columns, seed }: ResamplingTask,
  on: {
    readonly bins: number
    readonly facts: GPUBuffer
    readonly thresholds: GPUBuffer
    readonly drawn: GPUBuffer
  },
  slice: Slice,
): Promise<void> {
  const threads = slice.columns * slice.replicates
  const sides = mode === 'bootstrap' ? [0, 1] : [0]
  for (const side of sides) {
    const own = columnsOf(columns, slice)
    const rows = Math.max(...own.map(({ reference, current }) => rowsOf(side === 0 ? reference : current)))
    for (let from = 0; from < rows; ) {
      const fitting = Math.floor(pacer.budget() / threads / LEAST_DRAWS) * LEAST_DRAWS
      const to = Math.min(rows, from + Math.max(LEAST_DRAWS, fitting))
      await session.run(
        [
          {
            program: 'resample',
            uniform: [
              columns.length,
              slice.firstColumn,
              slice.columns,
              slice.first,
              slice.replicates,
              on.bins,
              mode === 'bootstrap' ? 0 : 1,
              seed >>> 0,
              side,
              from,
              to,
            ],
            buffers: [on.facts, on.thresholds, on.drawn],
            groups: [Math.ceil(slice.replicates / GROUP), slice.columns],
          },
        ],
        pacer,
        threads * (to - from),
      )
      from = to
    }
  }
}
