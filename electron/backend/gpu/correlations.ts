import { pairIndex, pairsOf, type SeriesTable } from '#shared/stats/series/unit-series.ts'
import type { GpuSession } from './session.ts'
import { depthWithin, TILE, tilesWithin, tileUnits } from './tiles.ts'

const GROUPS_ACROSS = 32_768
/** Neighbouring lags that one workgroup of `lags.wgsl` multiplies. */
const LAGS_OF_BLOCK = 8
/** What it takes to start a workgroup and to add its threads' sums up, in multiply-adds. */
const GROUP_UNITS = 8192
/** Steps of a pair of series that one dispatch adds up in f32; stretches are added up in f64. */
const STRETCH = 65_536

/** The values of `pairwiseCorrelations`. */
export async function pairwiseOnGpu(session: GpuSession, unit: SeriesTable): Promise<Float64Array> {
  const { arena } = session
  const { series, length } = unit
  const values = arena.upload(Float32Array.from(unit.values))
  const sums = arena.storage(series * series * 8)
  const pacer = session.pacerOf('numberProducts')
  const across = Math.ceil(series / TILE)
  // Products are symmetric: the tiles before the diagonal are left out.
  const tiles = pairsOf(across) + across
  for (let from = 0; from < length; ) {
    const depth = Math.min(length - from, depthWithin(pacer.budget(), tiles))
    for (let first = 0; first < tiles; ) {
      const count = Math.min(tiles - first, tilesWithin(pacer.budget(), depth))
      await session.run(
        [
          {
            program: 'numberProducts',
            uniform: [series, series, depth, length, from, length, from, depth, first, across, 1],
            buffers: [values, values, sums],
            groups: [count],
          },
        ],
        pacer,
        count * tileUnits(depth),
      )
      first += count
    }
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
  const blocksOfPair = Math.ceil(span / LAGS_OF_BLOCK)
  const blocks = (pairs.length / 2) * blocksOfPair
  const values = arena.upload(Float32Array.from(numbers))
  const pairsBuffer = arena.upload(pairs)
  const pacer = session.pacerOf('lags')
  const result = new Float64Array((pairs.length / 2) * span)
  const add = (block: number, sums: Float32Array): void => {
    const firstLag = (block % blocksOfPair) * LAGS_OF_BLOCK
    const at = Math.floor(block / blocksOfPair) * span + firstLag
    for (let i = 0; i < Math.min(LAGS_OF_BLOCK, span - firstLag); i++) result[at + i] += sums[i]
  }
  for (let begin = 0; begin < length; begin += STRETCH) {
    const end = Math.min(length, begin + STRETCH)
    const unitsOfBlock = LAGS_OF_BLOCK * (end - begin) + GROUP_UNITS
    for (let from = 0; from < blocks; ) {
      const count = Math.min(blocks - from, Math.max(1, Math.floor(pacer.budget() / unitsOfBlock)))
      const products = arena.storage(count * LAGS_OF_BLOCK * 4)
      await session.run(
        [
          {
            program: session.subgroups ? 'lagsBySubgroups' : 'lags',
            uniform: [length, reach, from, count, begin, end],
            buffers: [values, pairsBuffer, products],
            groups: [Math.min(count, GROUPS_ACROSS), Math.ceil(count / GROUPS_ACROSS)],
          },
        ],
        pacer,
        count * unitsOfBlock,
      )
      const sums = await session.readNumbers(products, count * LAGS_OF_BLOCK)
      for (let i = 0; i < count; i++) {
        add(from + i, sums.subarray(i * LAGS_OF_BLOCK, (i + 1) * LAGS_OF_BLOCK))
      }
      arena.destroy(products)
      from += count
    }
  }
  return result
}
