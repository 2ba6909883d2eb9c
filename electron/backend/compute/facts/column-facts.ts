import type { Role } from '#shared/domain/columns.ts'
import type { CategoryCounts } from '#shared/stats/binning/categories.ts'
import { finitePart } from '#shared/stats/binning/numeric-bins.ts'
import { type UnseenCategories, unseenCategories } from '#shared/stats/quality/categories.ts'
import { type ValueSpike, valueSpikes } from '#shared/stats/quality/default-spike.ts'
import { type ConstantKind, constantColumn } from '#shared/stats/quality/fingerprint.ts'
import { type LatencySummary, latencySummary } from '#shared/stats/quality/latency.ts'
import {
  quantileFences,
  type RangeCheck,
  type RangeFences,
  rangeCheck,
} from '#shared/stats/quality/range-fences.ts'
import type { RateChange } from '#shared/stats/quality/rate-change.ts'
import { errorRateChange, rateChange } from '#shared/stats/quality/rate-change.ts'
import { lowerBound, upperBound } from '#shared/stats/sorting/float64.ts'
import type { Sides } from '../procedures.ts'

/** What data quality needs to know about the values of one column, beyond its drift. */
export type ColumnFacts = {
  readonly constant: Sides<ConstantKind>
  /** Where the baseline's values end, and what lies beyond; null for categories and for a baseline without numbers. */
  readonly range: { readonly fences: RangeFences; readonly check: RangeCheck } | null
  readonly spikes: readonly ValueSpike[]
  /** Null for numbers. */
  readonly unseen: UnseenFacts | null
  /** Only for a column with the role of a latency. */
  readonly latency: Sides<LatencySummary | null> | null
  /** Only for a column with the role of an error. */
  readonly errors: RateChange | null
}

export type UnseenFacts = UnseenCategories & {
  /** The rise of the share of unseen categories over the one that chance makes new (Good and Turing). */
  readonly change: RateChange
}

/** A value is looked at when this share of the current rows has it. */
const HEAVY = 0.01

/** Facts of a numeric column from both sides sorted, without NaN; `rows` count missing ones, too. */
export function numericFacts(
  reference: Float64Array,
  current: Float64Array,
  rows: Sides<number>,
  role: Role,
): ColumnFacts {
  const fences = quantileFences(finitePart(reference))
  const heavy = heavyValues(current)
  const before = new Map([...heavy.keys()].map((value) => [value, occurrences(reference, value)]))
  return {
    constant: { reference: constantNumbers(reference), current: constantNumbers(current) },
    range: fences === null || current.length === 0 ? null : { fences, check: rangeCheck(fences, current) },
    spikes: valueSpikes(before, rows.reference, heavy, rows.current),
    unseen: null,
    latency:
      role === 'latency_ms'
        ? { reference: latencySummary(reference), current: latencySummary(current) }
        : null,
    errors:
      role === 'error'
        ? errorRateChange(
            reference.length - occurrences(reference, 0),
            rows.reference,
            current.length - occurrences(current, 0),
            rows.current,
          )
        : null,
  }
}

const NO_ERROR: ReadonlySet<string> = new Set(['', '0', 'false', 'no', 'none', 'ok', 'success', '200'])

export function categoricalFacts(
  reference: CategoryCounts,
  current: CategoryCounts,
  role: Role,
): ColumnFacts {
  const rows = { reference: rowsOf(reference), current: rowsOf(current) }
  const spikes = valueSpikes(
    reference.counts,
    rows.reference,
    heavyCategories(current, rows.current),
    rows.current,
  )
  const unseen = unseenCategories(reference.counts, current.counts)
  let singletons = 0
  for (const count of reference.counts.values()) if (count === 1) singletons += 1
  const errors = ({ counts }: CategoryCounts) => {
    let sum = 0
    for (const [name, count] of counts) if (!NO_ERROR.has(name.trim().toLowerCase())) sum += count
    return sum
  }
  return {
    constant: {
      reference: constantColumn(reference.counts.size, rows.reference - reference.missing),
      current: constantColumn(current.counts.size, rows.current - current.missing),
    },
    range: null,
    spikes: spikes.filter(({ isDefault }) => isDefault),
    unseen: {
      ...unseen,
      change: rateChange(
        singletons,
        rows.reference - reference.missing,
        unseen.rows,
        rows.current - current.missing,
        {
          floor: 0.001,
          direction: 'rise',
        },
      ),
    },
    latency: null,
    errors:
      role === 'error'
        ? errorRateChange(errors(reference), rows.reference, errors(current), rows.current)
        : null,
  }
}

function constantNumbers(sorted: Float64Array): ConstantKind {
  const distinct = sorted.length === 0 ? 0 : sorted[0] === sorted[sorted.length - 1] ? 1 : 2
  return constantColumn(distinct, sorted.length)
}

function occurrences(sorted: Float64Array, value: number): number {
  return upperBound(sorted, value) - lowerBound(sorted, value)
}

/** The values that at least a hundredth of the rows have, found by steps of that width. */
function heavyValues(sorted: Float64Array): Map<number, number> {
  const heavy = new Map<number, number>()
  const need = Math.max(2, Math.ceil(sorted.length * HEAVY))
  for (let i = need - 1; i < sorted.length; i += need) {
    const value = sorted[i]
    if (heavy.has(value) || !Number.isFinite(value)) continue
    const count = occurrences(sorted, value)
    if (count >= need) heavy.set(value, count)
  }
  return heavy
}

function heavyCategories({ counts }: CategoryCounts, rows: number): Map<string, number> {
  const heavy = new Map<string, number>()
  for (const [name, count] of counts) if (count >= rows * HEAVY) heavy.set(name, count)
  return heavy
}

function rowsOf({ counts, missing }: CategoryCounts): number {
  let rows = missing
  for (const count of counts.values()) rows += count
  return rows
}
