import { measureCategoricalColumn, measureNumericColumn } from '#shared/stats/drift/column.ts'
import type { SortScratch } from '#shared/stats/sorting/float64.ts'
import { cancelled } from '../jobs/registry.ts'
import { drawDistribution } from './distribution.ts'
import type { MeasureColumnTask, MeasuredColumn } from './procedures.ts'
import { countCategories, countMissing, readNumbers } from './read-selection.ts'

/** Reads one column of both sides and measures it. Rejects with `CANCELLED` when the task's flag goes up. */
export function measureColumn(task: MeasureColumnTask, scratch: SortScratch): MeasuredColumn {
  const stop = () => {
    if (Atomics.load(task.cancelFlag, 0) === 1) throw cancelled()
  }
  const { column, reference, current } = task
  const options = { seed: task.seed, scratch }

  if (task.missingOnly) {
    const sides = [countMissing(reference, column, stop), countMissing(current, column, stop)] as const
    return {
      measures: null,
      rows: [sides[0].rows, sides[1].rows],
      missing: [sides[0].missing, sides[1].missing],
      distribution: null,
    }
  }
  switch (task.storage) {
    case 'number':
    case 'timestamp': {
      const before = { values: readNumbers(reference, column, stop), missing: 0 }
      const after = { values: readNumbers(current, column, stop), missing: 0 }
      stop()
      const measures = measureNumericColumn(before, after, options)
      stop()
      const [a, b] = [measures.present.reference, measures.present.current]
      return {
        measures,
        rows: [measures.rows.reference, measures.rows.current],
        missing: [measures.missing.reference.rows, measures.missing.current.rows],
        // The kernel leaves the numbers sorted at the front of each side.
        distribution: drawDistribution(before.values.subarray(0, a), after.values.subarray(0, b)),
      }
    }
    case 'string':
    case 'boolean': {
      const before = countCategories(reference, column, stop)
      const after = countCategories(current, column, stop)
      stop()
      const measures = measureCategoricalColumn(before, after, options)
      return {
        measures,
        rows: [before.rows, after.rows],
        missing: [before.missing, after.missing],
        distribution: null,
      }
    }
  }
}
