import { NO_LATE_LABELS } from '../../profiles/late-labels.ts'
import { encodeChunk, positionsOf } from '../../profiles/profile-chunk.ts'
import { openChunk } from '../../store/chunks/reader.ts'
import type { ProfileSegmentTask, SegmentProfile } from '../compute-procedures.ts'

/** Counts the rows of one chunk that are in a segment; the others are counted as timeless and dropped later. */
export function profileSegment(task: ProfileSegmentTask, stop: () => void): SegmentProfile {
  const chunk = openChunk(task.path)
  try {
    const positions = positionsOf(chunk, task)
    const { codes, values } = chunk.categories(task.segment.column)
    const wanted = values.indexOf(task.segment.value)
    let rows = 0
    for (let row = 0; row < positions.length; row += 1) {
      if (codes[row] === wanted && wanted >= 0) rows += 1
      else positions[row] = Number.NaN
    }
    return {
      bytes: Uint8Array.from(encodeChunk(chunk, positions, { ...task, late: NO_LATE_LABELS }, stop)),
      rows,
    }
  } finally {
    chunk.close()
  }
}
