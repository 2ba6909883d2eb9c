import { pairIndex, pairsOf, type SeriesTable } from '#shared/stats/series/unit-series.ts'
import type { GpuSession } from './session.ts'

/** Values of one dispatch's sums in f32; longer series are added up in two numbers. */
const MOST_DEPTH = 4096
const GROUPS_ACROSS = 32_768

/** The values of `pairwiseCorrelations`. */
export async function pairwiseOnGpu(session: GpuSession, unit: SeriesTable): Promise<Float64Array> {
  const { arena } = session
  const { series, length } = unit
  const values = arena.upload(Float32Array.from(unit.values))
  const sums = arena.storage(series * series * 8)
  const pacer = session.pacerOf('numberProducts')
  const groups = Math.ceil(series / 64)
  // A group of threads multiplies whole tiles, however few series there are.
  const pairs = (groups * 64) ** 2
  for (let from = 0; from < length; ) {
    const depth = Math.min(length - from, MOST_DEPTH, Math.max(16, Math.floor(pacer.budget() / pairs)))
    await session.run(
      [
        {
          program: 'numberProducts',
          uniform: [series, series, depth, length, from, length, from, depth],
          buffers: [values, values, sums],
          groups: [groups, groups],
        },
      ],
      pacer,
      pairs * depth,
    )
    from += depth
  }
  const numbers = await session.readNumbers(sums, series * series * 2)
  const result = new Float64Array(pairsOf(series))
  for (let a = 0; a < series; a++) {
    for (let b = a + 1; b < series; b++) {
      const at = (a * series + b) * 2
      result[pairIndex(series, a, b)] = numbers[at] + numbers[at + 1]
    }
  }
  return result
}

/** The values of `laggedProducts`. */
export async function laggedOnGpu(
  session: GpuSession,
  { length, values: numbers }: SeriesTable,
  pairs: Uint32Array,
  reach: number,
): Promise<Float64Array> {
  const { arena } = session
  const span = 2 * reach + 1
  const total = (pairs.length / 2) * span
  const values = arena.upload(Float32Array.from(numbers))
  const pairsBuffer = arena.upload(pairs)
  const pacer = session.pacerOf('lags')
  const result = new Float64Array(total)
  for (let from = 0; from < total; ) {
    const count = Math.min(total - from, Math.max(1, Math.floor(pacer.budget() / length)))
    const products = arena.storage(count * 4)
    await session.run(
      [
        {
          program: session.subgroups ? 'lagsBySubgroups' : 'lags',
          uniform: [length, reach, from, count],
          buffers: [values, pairsBuffer, products],
          groups: [Math.min(count, GROUPS_ACROSS), Math.ceil(count / GROUPS_ACROSS)],
        },
      ],
      pacer,
      count * length,
    )
    result.set(await session.readNumbers(products, count), from)
    arena.destroy(products)
    from += count
  }
  return result
}
