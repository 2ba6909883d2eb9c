import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openChunk } from '../store/chunks/reader.ts'
import { rewriteChunk } from '../store/chunks/rewrite.ts'
import type { StagedDataset } from '../store/types.ts'

type Chunk = StagedDataset['chunks'][number]

/**
 * Writes the chunks in `folder` anew that hold rows to be dropped, and removes those that hold nothing else.
 * @param rows numbers of the rows over all chunks, ascending.
 * @param timestamp the column from which a chunk's range of times is taken, null without one.
 * @param onChunk is called before each chunk.
 */
export function dropRepeated(
  chunks: readonly Chunk[],
  folder: string,
  rows: Uint32Array,
  timestamp: string | null,
  onChunk: (done: number, chunks: number) => void = () => {},
): Chunk[] {
  const kept: Chunk[] = []
  let first = 0
  let next = 0
  for (const [done, chunk] of chunks.entries()) {
    onChunk(done, chunks.length)
    const end = first + chunk.rows
    const from = next
    while (next < rows.length && rows[next] < end) next += 1
    if (from === next) kept.push(chunk)
    else {
      const path = join(folder, chunk.file)
      const gone = new Set(rows.subarray(from, next))
      const start = first
      const { written, rows: left } = rewriteChunk(
        path,
        `${path}.kept`,
        () => (row) => !gone.has(start + row),
      )
      if (written === null) rmSync(path)
      else {
        renameSync(`${path}.kept`, path)
        kept.push({ file: chunk.file, rows: left, ...written, ...timeRange(path, timestamp) })
      }
    }
    first = end
  }
  return kept
}

function timeRange(path: string, timestamp: string | null): Pick<Chunk, 'timeMin' | 'timeMax'> {
  if (timestamp === null) return { timeMin: null, timeMax: null }
  const chunk = openChunk(path)
  try {
    return rangeOf(chunk.times(timestamp))
  } finally {
    chunk.close()
  }
}

/** The first and last of some times, null where there is none. */
export function rangeOf(times: Float64Array): Pick<Chunk, 'timeMin' | 'timeMax'> {
  let timeMin = Number.POSITIVE_INFINITY
  let timeMax = Number.NEGATIVE_INFINITY
  for (const time of times) {
    if (time < timeMin) timeMin = time
    if (time > timeMax) timeMax = time
  }
  return timeMin > timeMax ? { timeMin: null, timeMax: null } : { timeMin, timeMax }
}
