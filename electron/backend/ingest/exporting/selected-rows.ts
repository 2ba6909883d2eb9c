import type { ChunkReader } from '../../store/chunks/reader.ts'
import { openChunk } from '../../store/chunks/reader.ts'
import type { Dataset, Selection } from '../../store/types.ts'

/** The rows of a dataset that a window keeps, chunk by chunk; chunks without any are not opened. */
export function* selectedRows(
  dataset: Dataset,
  window: Selection['window'],
): Generator<{ readonly chunk: ChunkReader; readonly rows: Int32Array }> {
  const time = dataset.columns.find(({ role }) => role === 'timestamp')?.name ?? null
  let firstRow = 0
  for (const stored of dataset.chunks) {
    const from = firstRow
    firstRow += stored.rows
    if (window.kind === 'rows' && (firstRow <= window.start || from >= window.end)) continue
    if (window.kind === 'time' && (time === null || stored.timeMin === null)) continue
    const chunk = openChunk(stored.path)
    try {
      const rows = Int32Array.from({ length: chunk.rows }, (_, row) => row).filter(
        keeps(chunk, window, from, time),
      )
      if (rows.length > 0) yield { chunk, rows }
    } finally {
      chunk.close()
    }
  }
}

function keeps(
  chunk: ChunkReader,
  window: Selection['window'],
  firstRow: number,
  time: string | null,
): (row: number) => boolean {
  switch (window.kind) {
    case 'all':
      return () => true
    case 'rows':
      return (row) => firstRow + row >= window.start && firstRow + row < window.end
    case 'time': {
      if (time === null) return () => false
      const times = chunk.times(time)
      const start = window.start ?? Number.NEGATIVE_INFINITY
      const end = window.end ?? Number.POSITIVE_INFINITY
      return (row) => times[row] >= start && times[row] < end
    }
  }
}
