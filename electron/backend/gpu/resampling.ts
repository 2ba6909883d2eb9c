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

/** Replicates of all columns in one go, so that their counts fit whatever their number. */
const MOST_THREADS = 1 << 20
/** Threads of a workgroup, each of which draws one replicate. */
const GROUP = 64
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
  const perReplicate = LEAST_DRAWS * columns.length
  for (let first = 0; first < replicates; ) {
    const fitting = Math.min(Math.floor(pacer.budget() / perReplicate), MOST_THREADS / columns.length)
    const some = Math.min(replicates - first, Math.max(GROUP, Math.floor(fitting / GROUP) * GROUP))
    const drawn = arena.upload(startingCounts(task, bins, some))
    await drawAll(session, pacer, task, { bins, first, some, facts, thresholds, drawn })
    const words = await session.readWords(drawn, columns.length * some * 2 * bins)
    arena.destroy(drawn)
    for (let column = 0; column < columns.length; column++) {
      const own = words.subarray(column * some * 2 * bins, (column + 1) * some * 2 * bins)
      counts.set(own, (column * replicates + first) * 2 * bins)
    }
    first += some
  }
  return { bins, counts }
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
function startingCounts({ mode, columns }: ResamplingTask, bins: number, replicates: number): Uint32Array {
  const counts = new Uint32Array(columns.length * replicates * 2 * bins)
  if (mode === 'bootstrap') return counts
  for (const [index, { reference, current }] of columns.entries()) {
    const pooled = Uint32Array.from(reference, (count, bin) => count + current[bin])
    for (let r = 0; r < replicates; r++) counts.set(pooled, (index * replicates + r) * 2 * bins + bins)
  }
  return counts
}

async function drawAll(
  session: GpuSession,
  pacer: Pacer,
  { mode, columns, seed }: ResamplingTask,
  on: {
    readonly bins: number
    readonly first: number
    readonly some: number
    readonly facts: GPUBuffer
    readonly thresholds: GPUBuffer
    readonly drawn: GPUBuffer
  },
): Promise<void> {
  const threads = columns.length * on.some
  const sides = mode === 'bootstrap' ? [0, 1] : [0]
  for (const side of sides) {
    const rows = Math.max(
      ...columns.map(({ reference, current }) => rowsOf(side === 0 ? reference : current)),
    )
    for (let from = 0; from < rows; ) {
      const fitting = Math.floor(pacer.budget() / threads / LEAST_DRAWS) * LEAST_DRAWS
      const draws = Math.max(LEAST_DRAWS, fitting)
      const to = Math.min(rows, from + draws)
      await session.run(
        [
          {
            program: 'resample',
            uniform: [
              columns.length,
              on.some,
              on.first,
              on.bins,
              mode === 'bootstrap' ? 0 : 1,
              seed >>> 0,
              side,
              from,
              to,
            ],
            buffers: [on.facts, on.thresholds, on.drawn],
            groups: [Math.ceil(on.some / 64), columns.length],
          },
        ],
        pacer,
        threads * (to - from),
      )
      from = to
    }
  }
}
