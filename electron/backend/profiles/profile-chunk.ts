import { cellFinder } from '#shared/stats/profile/cell-finder.ts'
import { profileCodes, profileNumbers, type RowSlots, slotRows } from '#shared/stats/profile/fill.ts'
import { cellsOfCategories } from '#shared/stats/profile/frozen-column.ts'
import { type ChunkReader, openChunk } from '../store/chunks/reader.ts'
import { TIME_WIDTHS } from './buckets.ts'
import { encodeProfiles, type NamedProfile } from './format.ts'
import { chunkLabels } from './labels.ts'
import { applyLateLabels } from './late-labels.ts'
import type {
  CountedColumn,
  FindBucketsTask,
  FoundBuckets,
  ProfileChunkTask,
  WrittenProfile,
} from './procedures.ts'
import { writeWhole } from './write-profile.ts'

/** Which buckets of time a chunk has rows in, at the narrowest width that has at most `most` of them. */
export function findBuckets({ path, timestamp, most }: FindBucketsTask): FoundBuckets {
  const chunk = openChunk(path)
  try {
    const times = chunk.times(timestamp)
    const last = TIME_WIDTHS.length - 1
    for (let level = 0; ; level++) {
      const seen = new Set<number>()
      for (let row = 0; row < times.length && seen.size <= most; row++) {
        const bucket = Math.floor(times[row] / TIME_WIDTHS[level])
        if (!Number.isNaN(bucket)) seen.add(bucket)
      }
      if (seen.size <= most || level === last) return { level, buckets: Float64Array.from(seen).sort() }
    }
  } finally {
    chunk.close()
  }
}

/** Counts the rows of one chunk on a baseline's grids and writes the profile. `stop` is called between columns. */
export function profileChunk(task: ProfileChunkTask, stop: () => void): WrittenProfile {
  const chunk = openChunk(task.path)
  try {
    return writeWhole(task.target, encodeChunk(chunk, positionsOf(chunk, task), task, stop))
  } finally {
    chunk.close()
  }
}

type ChunkColumns = Pick<ProfileChunkTask, 'bucketing' | 'columns' | 'label' | 'late'>

/** The profile file of a chunk whose rows stand at `positions` in time or in the log, NaN for timeless ones. */
export function encodeChunk(
  chunk: ChunkReader,
  positions: Float64Array,
  task: ChunkColumns,
  stop: () => void,
): Uint8Array {
  const slots = slotRows(positions, task.bucketing.width)
  return encodeProfiles(slots.buckets, profileColumns(chunk, slots, task, stop))
}

/** The profiles of those columns that the chunk has, one by one. */
export function* profileColumns(
  chunk: ChunkReader,
  slots: RowSlots,
  { columns, label, late }: Pick<ChunkColumns, 'columns' | 'label' | 'late'>,
  stop: () => void,
): Generator<NamedProfile> {
  const storages = new Map(chunk.columns.map(({ name, storage }) => [name, storage]))
  const scratch = { values: new Float64Array(chunk.rows), cells: new Uint16Array(chunk.rows) }
  const labelsOf = () => {
    const labels = chunkLabels(chunk, label)
    applyLateLabels(chunk, labels, late)
    return labels
  }
  for (const column of columns) {
    stop()
    // A column that came or changed its type later has no rows to compare in this chunk.
    if (storages.get(column.name) !== column.storage) continue
    yield { name: column.name, profile: profileOf(chunk, column, slots, labelsOf, scratch) }
  }
}

/** The time of each row in UTC milliseconds, or its number within the log. */
export function positionsOf(
  chunk: ChunkReader,
  { timestamp, firstRow }: Pick<ProfileChunkTask, 'timestamp' | 'firstRow'>,
): Float64Array {
  if (timestamp !== null) return chunk.times(timestamp)
  return Float64Array.from({ length: chunk.rows }, (_, row) => firstRow + row)
}

function profileOf(
  chunk: ChunkReader,
  column: CountedColumn,
  slots: RowSlots,
  labelsOf: () => Float64Array,
  { values, cells }: { readonly values: Float64Array; readonly cells: Uint16Array },
) {
  switch (column.scale) {
    case 'numeric': {
      chunk.numbers(column.name, values, 0)
      const grid = { boundaries: column.boundaries, origin: column.origin }
      const labels = column.role === 'score' ? labelsOf() : null
      return profileNumbers(values, slots, { grid, finder: cellFinder(grid), labels }, cells)
    }
    case 'categorical': {
      const { codes, values: names } = chunk.categories(column.name)
      const bins = {
        scheme: 'categories',
        binning: 'categories',
        kept: column.kept,
        others: column.others,
      } as const
      return profileCodes(codes, slots, cellsOfCategories(names, bins), column.kept.length + 2)
    }
    case 'presence':
      return profileCodes(presence(chunk, column), slots, new Uint16Array(0), 0)
  }
}

/** 0 where a row has a value, −1 where it is missing. */
function presence(chunk: ChunkReader, { name, storage }: CountedColumn): Int32Array {
  if (storage === 'string' || storage === 'boolean') return chunk.categories(name).codes
  const values = new Float64Array(chunk.rows)
  chunk.numbers(name, values, 0)
  return Int32Array.from(values, (value) => (Number.isNaN(value) ? -1 : 0))
}
