import { type CategoryCounts, cutCategories } from '../../stats/binning/categories.ts'
import { finitePart } from '../../stats/binning/numeric-bins.ts'
import { categoryShift, numberShift, type ShiftKind } from '../../stats/injection/shift.ts'
import { cellFinder } from '../../stats/profile/cell-finder.ts'
import { type ColumnProfile, emptyProfile, TALLY, TIMELESS } from '../../stats/profile/column-profile.ts'
import { profileNumbers } from '../../stats/profile/fill.ts'
import {
  type ColumnHead,
  cellsOfCategories,
  freezeCategories,
  freezeNumeric,
  shapeOfColumn,
} from '../../stats/profile/frozen-column.ts'
import { measuresFromProfile, prepareColumn } from '../../stats/profile/measures.ts'
import {
  compactNumbers,
  createSortScratch,
  lowerBound,
  sortFloat64,
  upperBound,
} from '../../stats/sorting/float64.ts'
import type { StreamMethodName } from '../../stats/streams/detectors.ts'
import type { Subject } from './latency.ts'
import { ACCURACY_RULES, type AccuracyCount, COLUMN_RULES, type ColumnRule } from './rules.ts'
import type { StreamDetector } from './streams.ts'

/** What every subject has: its order, its times, and the windows that rules look at. */
export type Course = Pick<Subject, 'row' | 'servedAt' | 'knownAt' | 'edges' | 'touched'>

type ColumnShift = Exclude<ShiftKind, 'flip'>

/**
 * A numeric column as a subject: windows are profiled on the frozen grid and judged as the window's views judge them. Null
 * where the baseline has no finite number. `values` and `reference` are the rows of the log and of its baseline, NaN where
 * missing. ADWIN sees the share of the baseline below a value, which lies in 0 to 1 as it asks for; the other streams see
 * values in baseline standard deviations from the baseline's mean.
 */
export function numericSubject(
  head: ColumnHead,
  { values, reference }: { readonly values: Float64Array; readonly reference: Float64Array },
  {
    kind,
    sentinel,
    streams,
    course,
  }: {
    readonly kind: ColumnShift
    readonly sentinel?: number | undefined
    readonly streams: readonly StreamMethodName[]
    readonly course: Course
  },
): Subject | null {
  const scratch = createSortScratch()
  const sorted = finitePart(sortFloat64(compactNumbers(reference.slice()), scratch))
  const plain = { ...head, role: 'feature' as const }
  const frozen = freezeNumeric(plain, reference.slice(), null, scratch)
  const { grid, summary } = frozen
  if (summary === null || sorted.length === 0) return null
  const prepared = prepareColumn(frozen)
  const finder = cellFinder(grid)
  const rules = rulesOf('numeric')
  const one = Float64Array.of(TIMELESS)
  const deviation = summary.standardDeviation > 0 ? summary.standardDeviation : 1
  const scaleOf = (name: StreamMethodName): StreamDetector['scale'] =>
    name === 'adwin'
      ? (x) => (lowerBound(sorted, x) + upperBound(sorted, x)) / (2 * sorted.length)
      : (x) => (x - summary.mean) / deviation
  return {
    ...course,
    length: values.length,
    values,
    shift: numberShift(kind, { mean: summary.mean, deviation: summary.standardDeviation, sorted }, sentinel),
    rules: rules.map(({ name }) => name),
    judge: (own, from, to) => {
      const rows = own.subarray(from, to)
      const profile = profileNumbers(
        rows,
        { buckets: one, slots: new Uint32Array(rows.length) },
        { grid, finder, labels: null },
      )
      return firings(rules, prepared, profile)
    },
    streams: streams.map((name) => ({ name, scale: scaleOf(name) })),
  }
}

/**
 * A categorical column as a subject, its values being codes into `names`, −1 where missing. Null for a shift that only
 * numbers have. No stream detector takes categories.
 */
export function categoricalSubject(
  head: ColumnHead,
  {
    values,
    names,
    reference,
  }: { readonly values: Float64Array; readonly names: readonly string[]; readonly reference: CategoryCounts },
  { kind, course }: { readonly kind: ColumnShift; readonly course: Course },
): Subject | null {
  const unseen = names.length
  const shift = categoryShift(
    kind,
    names.map((name) => reference.counts.get(name) ?? 0),
    unseen,
  )
  if (shift === null) return null
  const frozen = freezeCategories(head, reference)
  const prepared = prepareColumn(frozen)
  const cells = Uint16Array.from([
    ...cellsOfCategories(names, cutCategories(reference)),
    frozen.bins.kept.length + 1,
  ])
  const rules = rulesOf('categorical')
  return {
    ...course,
    length: values.length,
    values,
    shift,
    rules: rules.map(({ name }) => name),
    judge: (own, from, to) => {
      const profile = emptyProfile(Float64Array.of(TIMELESS), shapeOfColumn(frozen))
      profile.tallies[TALLY.rows] = to - from
      for (let place = from; place < to; place++) {
        if (own[place] < 0) profile.tallies[TALLY.missing] += 1
        else profile.counts[cells[own[place]]] += 1
      }
      return firings(rules, prepared, profile)
    },
    streams: [],
  }
}

/** The outcomes of a binary model as a subject: 1 where it was wrong, 0 where it was right, in the order of their labels. */
export function errorSubject(
  errors: Float64Array,
  baseline: AccuracyCount,
  { streams, course }: { readonly streams: readonly StreamMethodName[]; readonly course: Course },
): Subject {
  return {
    ...course,
    length: errors.length,
    values: errors,
    shift: (error, strength, u) => (u < strength ? 1 - error : error),
    rules: ACCURACY_RULES.map(({ name }) => name),
    judge: (own, from, to) => {
      let wrong = 0
      for (let place = from; place < to; place++) wrong += own[place]
      const window = { right: to - from - wrong, labelled: to - from }
      return ACCURACY_RULES.map((rule) => rule.fires(baseline, window))
    },
    streams: streams.map((name) => ({ name, scale: (error) => error })),
  }
}

function rulesOf(scale: 'numeric' | 'categorical'): readonly ColumnRule[] {
  return COLUMN_RULES.filter((rule) => rule.scale === 'any' || rule.scale === scale)
}

function firings(
  rules: readonly ColumnRule[],
  prepared: ReturnType<typeof prepareColumn>,
  profile: ColumnProfile,
): boolean[] {
  const found = measuresFromProfile(prepared, profile)
  return rules.map(({ fires }) => found !== null && fires(found.measures))
}
