import {
  type FrozenColumn,
  freezeCategories,
  freezeNumeric,
  freezePresence,
} from '#shared/stats/profile/frozen-column.ts'
import type { SortScratch } from '#shared/stats/sorting/float64.ts'
import {
  countCategories,
  countMissing,
  forEachChunk,
  mostRows,
  readNumbers,
} from '../compute/read-selection.ts'
import { chunkLabels } from './labels.ts'
import type { FreezeColumnTask } from './procedures.ts'

/** Reads one column of a baseline's rows and freezes its bins, grid or categories, and its counts on them. */
export function freezeColumn(task: FreezeColumnTask, scratch: SortScratch, stop: () => void): FrozenColumn {
  const { head, source } = task
  if (head.kind === 'text') {
    const { rows, missing } = countMissing(source, head.name, stop)
    return freezePresence(head, rows, missing)
  }
  switch (head.storage) {
    case 'number':
    case 'timestamp': {
      const labels = head.role === 'score' ? readLabels(task, stop) : null
      return freezeNumeric(head, readNumbers(source, head.name, stop), labels, scratch)
    }
    case 'string':
    case 'boolean':
      return freezeCategories(head, countCategories(source, head.name, stop))
  }
}

function readLabels({ source, label }: FreezeColumnTask, stop: () => void): Float64Array {
  const labels = new Float64Array(mostRows(source))
  let count = 0
  forEachChunk(source, stop, (chunk, kept) => {
    const all = chunkLabels(chunk, label)
    if ('start' in kept) {
      labels.set(all.subarray(kept.start, kept.end), count)
      count += kept.end - kept.start
      return
    }
    for (const row of kept.rows) labels[count++] = all[row]
  })
  return labels.subarray(0, count)
}
