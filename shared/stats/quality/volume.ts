import { normalSf } from '../special/normal.ts'

/** Rows of one bucket of time (an hour, say), with its slot in the week: weekday · 24 + hour, 0 … 167, local time. */
export interface VolumeBucket {
  readonly slot: number
  readonly rows: number
}

export interface VolumeCheck {
  readonly rows: number
  /** Mean of the baseline's buckets that it is compared with. */
  readonly expected: number
  readonly ratio: number | null
  readonly z: number
  readonly pValue: number
  /** What it is compared with: the same hour and weekday, the same hour of any day, or all buckets. */
  readonly comparedWith: 'hour_and_weekday' | 'hour' | 'all'
  readonly buckets: number
  readonly fired: boolean
}

interface Group {
  sum: number
  count: number
}

/** Means by slot, by hour and of everything, and the overdispersion of the counts; frozen with the baseline. */
export interface VolumeProfile {
  readonly bySlot: ReadonlyMap<number, Group>
  readonly byHour: ReadonlyMap<number, Group>
  readonly all: Group
  /** Variance over mean of a bucket around its slot's mean, at least 1 (Poisson). */
  readonly dispersion: number
}

const FEWEST = 3

function add(groups: Map<number, Group>, key: number, rows: number): void {
  const group = groups.get(key)
  if (group === undefined) groups.set(key, { sum: rows, count: 1 })
  else {
    group.sum += rows
    group.count += 1
  }
}

const mean = (group: Group): number => group.sum / group.count

/** Profile of the baseline's buckets; quiet buckets belong in it with 0 rows. Null when there are none. */
export function volumeProfile(buckets: readonly VolumeBucket[]): VolumeProfile | null {
  if (buckets.length === 0) return null
  const bySlot = new Map<number, Group>()
  const byHour = new Map<number, Group>()
  const all: Group = { sum: 0, count: 0 }
  for (const { slot, rows } of buckets) {
    add(bySlot, slot, rows)
    add(byHour, slot % 24, rows)
    all.sum += rows
    all.count += 1
  }
  const groupOf = ({ slot }: VolumeBucket): { group: Group; groups: number } => {
    const own = bySlot.get(slot)
    if (own !== undefined && own.count >= FEWEST) return { group: own, groups: bySlot.size }
    const hour = byHour.get(slot % 24)
    if (hour !== undefined && hour.count >= FEWEST) return { group: hour, groups: byHour.size }
    return { group: all, groups: 1 }
  }
  let squares = 0
  let means = 0
  for (const bucket of buckets) {
    const expected = mean(groupOf(bucket).group)
    if (expected === 0) continue
    squares += (bucket.rows - expected) ** 2 / expected
    means += 1
  }
  const groups = buckets.length > 0 ? groupOf(buckets[0]).groups : 1
  const degrees = Math.max(1, means - groups)
  return { bySlot, byHour, all, dispersion: Math.max(1, squares / degrees) }
}

/**
 * Rows of a bucket against the baseline's buckets of the same hour and weekday; of the same hour where there are
 * fewer than three of them; of all where there are fewer than three of those. z = (x − m)/√(φ·m·(1 + 1/k)), φ the
 * overdispersion and k the buckets compared with (quasi-Poisson). Fires at p < alpha with a change of at least
 * `floor` (default 30%).
 */
export function volumeCheck(
  profile: VolumeProfile,
  bucket: VolumeBucket,
  options: { readonly alpha?: number; readonly floor?: number } = {},
): VolumeCheck {
  const { alpha = 0.001, floor = 0.3 } = options
  const own = profile.bySlot.get(bucket.slot)
  const hour = profile.byHour.get(bucket.slot % 24)
  const [group, comparedWith] =
    own !== undefined && own.count >= FEWEST
      ? ([own, 'hour_and_weekday'] as const)
      : hour !== undefined && hour.count >= FEWEST
        ? ([hour, 'hour'] as const)
        : ([profile.all, 'all'] as const)
  const expected = mean(group)
  // A slot that was always empty has no variance of its own; a mean of half a row keeps z finite.
  const base = Math.max(expected, 0.5)
  const z = (bucket.rows - expected) / Math.sqrt(profile.dispersion * base * (1 + 1 / group.count))
  const pValue = Math.min(1, 2 * normalSf(Math.abs(z)))
  return {
    rows: bucket.rows,
    expected,
    ratio: expected > 0 ? bucket.rows / expected : null,
    z,
    pValue,
    comparedWith,
    buckets: group.count,
    fired: pValue < alpha && Math.abs(bucket.rows - expected) >= floor * base,
  }
}
