import { countCategories as countInBins, cutCategories } from '#shared/stats/binning/categories.ts'
import { countNumeric } from '#shared/stats/binning/count-numeric.ts'
import { cutNumeric } from '#shared/stats/binning/numeric-bins.ts'
import {
  type ColumnOptions,
  measureCategoricalColumn,
  measureNumericColumn,
} from '#shared/stats/drift/column.ts'
import { seedFromText } from '#shared/stats/random.ts'
import type { SortScratch } from '#shared/stats/sorting/float64.ts'
import { drawDistribution } from './distribution.ts'
import { categoricalFacts, numericFacts } from './facts/column-facts.ts'
import {
  countByGroup,
  type FrozenBins,
  type GroupCounts,
  type GroupedCounts,
  withoutEmptyBins,
} from './groups/count-by-group.ts'
import type { MeasureColumnTask, MeasuredColumn } from './procedures.ts'
import { countCategories, countMissing, readNumbers } from './read-selection.ts'
import { sampleCategories, sampleNumbers } from './sample-values.ts'

/**
 * Reads one column of both sides and measures it. `stop` is called between chunks and steps and throws when the job
 * was cancelled.
 */
export function measureColumn(
  task: MeasureColumnTask,
  scratch: SortScratch,
  stop: () => void,
  report: (cells: number) => void,
): MeasuredColumn {
  const { column, reference, current } = task
  const options: ColumnOptions = {
    bootstrap: { seed: (task.seed ^ seedFromText(column)) >>> 0 },
    scratch,
    ...(task.binning === undefined ? {} : { binning: task.binning }),
    ...frozenOptions(task.frozen),
  }
  if (task.missingOnly) {
    const sides = [countMissing(reference, column, stop), countMissing(current, column, stop)] as const
    return {
      measures: null,
      rows: [sides[0].rows, sides[1].rows],
      missing: [sides[0].missing, sides[1].missing],
      distribution: null,
      facts: null,
      grouped: [],
      sample: null,
    }
  }
  switch (task.storage) {
    case 'number':
    case 'timestamp':
      return measureNumbers(task, options, stop, report)
    case 'string':
    case 'boolean':
      return measureCategories(task, options, stop, report)
  }
}

function measureNumbers(
  task: MeasureColumnTask,
  options: ColumnOptions,
  stop: () => void,
  report: (cells: number) => void,
): MeasuredColumn {
  const before = readNumbers(task.reference, task.column, stop)
  report(before.length)
  const after = readNumbers(task.current, task.column, stop)
  report(before.length + after.length)
  const sample = task.sample
    ? {
        reference: sampleNumbers(before, task.sample.reference),
        current: sampleNumbers(after, task.sample.current),
      }
    : null
  stop()
  const measures = measureNumericColumn(
    { values: before, missing: 0 },
    { values: after, missing: 0 },
    options,
  )
  stop()
  // The kernel leaves the numbers sorted at the front of each side.
  const a = before.subarray(0, measures.present.reference)
  const b = after.subarray(0, measures.present.current)
  const bins = options.frozenNumeric ?? cutNumeric(a, b, options)
  return {
    measures,
    rows: [measures.rows.reference, measures.rows.current],
    missing: [measures.missing.reference.rows, measures.missing.current.rows],
    distribution: drawDistribution(a, b),
    facts: numericFacts(a, b, measures.rows, task.role),
    grouped: groupedCounts(
      task,
      { scheme: 'numeric', bins },
      binsWithRows(
        countNumeric(a, bins),
        countNumeric(b, bins),
        measures.missing.reference.rows + measures.missing.current.rows,
      ),
      stop,
    ),
    sample,
  }
}

function measureCategories(
  task: MeasureColumnTask,
  options: ColumnOptions,
  stop: () => void,
  report: (cells: number) => void,
): MeasuredColumn {
  const before = countCategories(task.reference, task.column, stop)
  report(before.rows)
  const after = countCategories(task.current, task.column, stop)
  report(before.rows + after.rows)
  stop()
  const measures = measureCategoricalColumn(before, after, options)
  const bins = options.frozenCategories ?? cutCategories(before)
  return {
    measures,
    rows: [before.rows, after.rows],
    missing: [before.missing, after.missing],
    distribution: null,
    facts: categoricalFacts(before, after, task.role),
    grouped: groupedCounts(
      task,
      { scheme: 'categories', bins },
      binsWithRows(countInBins(before, bins), countInBins(after, bins), before.missing + after.missing),
      stop,
    ),
    sample: task.sample ? sampleCategories(task, task.sample, stop) : null,
  }
}

function frozenOptions(frozen: FrozenBins | undefined): ColumnOptions {
  if (frozen === undefined) return {}
  return frozen.scheme === 'numeric' ? { frozenNumeric: frozen.bins } : { frozenCategories: frozen.bins }
}

/** Counts the frozen bins by all groupings of the task, and leaves out the bins that the measures leave out. */
function groupedCounts(
  task: MeasureColumnTask,
  frozen: FrozenBins,
  kept: readonly number[],
  stop: () => void,
): GroupedCounts[] {
  const { groupings = [], column } = task
  const side = (of: 'reference' | 'current'): (GroupCounts | null)[] => {
    const wanted = groupings.flatMap((grouping) => grouping[of] ?? [])
    if (wanted.length === 0) return groupings.map(() => null)
    const counted = countByGroup(task[of], column, frozen, wanted, stop)
    return groupings.map((grouping) => {
      const counts = grouping[of] === null ? undefined : counted.shift()
      return counts === undefined ? null : withoutEmptyBins(counts, kept)
    })
  }
  if (groupings.length === 0) return []
  const [reference, current] = [side('reference'), side('current')]
  return groupings.map((_, index) => ({ reference: reference[index], current: current[index] }))
}

/** Which bins of a cut hold a row on either side; the last one is that of missing values. */
function binsWithRows(reference: readonly number[], current: readonly number[], missing: number): number[] {
  const kept = reference.flatMap((rows, bin) => (rows + current[bin] > 0 ? [bin] : []))
  return missing > 0 ? [...kept, reference.length] : kept
}
