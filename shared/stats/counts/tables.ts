/** Two rows of counts on the same bins. */
export interface TwoRows {
  readonly reference: readonly number[]
  readonly current: readonly number[]
  /** How many bins went into the pooled one; 0 when nothing was pooled. */
  readonly pooled: number
}

function sumOf(counts: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += counts[i]
  return sum
}

/**
 * Leaves out bins that are empty on both sides, and pools those whose expected count under no change is below
 * `smallest` on either side into one; when the pool is still too small, the smallest other bin joins it.
 */
export function poolSparseBins(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  smallest = 5,
): TwoRows {
  const n = sumOf(reference)
  const m = sumOf(current)
  const share = Math.min(n, m) / (n + m)
  const kept: { reference: number; current: number; total: number }[] = []
  const pool = { reference: 0, current: 0, total: 0 }
  let pooled = 0
  for (let i = 0; i < reference.length; i++) {
    const both = reference[i] + current[i]
    if (both === 0) continue
    if (both * share < smallest) {
      pool.reference += reference[i]
      pool.current += current[i]
      pool.total += both
      pooled++
    } else kept.push({ reference: reference[i], current: current[i], total: both })
  }
  while (pooled > 0 && pool.total * share < smallest && kept.length > 0) {
    let least = 0
    for (let i = 1; i < kept.length; i++) if (kept[i].total < kept[least].total) least = i
    const [joined] = kept.splice(least, 1)
    pool.reference += joined.reference
    pool.current += joined.current
    pool.total += joined.total
    pooled++
  }
  if (pooled > 0) kept.push(pool)
  return {
    reference: kept.map((bin) => bin.reference),
    current: kept.map((bin) => bin.current),
    pooled: pooled > 1 ? pooled : 0,
  }
}
