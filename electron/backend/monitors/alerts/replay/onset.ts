import type { AlertRows } from '../observe/alert-rows.ts'

/** How far accuracy has to fall for it to be a fault. */
const FALL = 0.05
/** Wrong rows more than that fall explains, before an onset is believed. */
const FEWEST_MORE = 25
const FIRST_ROWS = 10_000
const FEWEST_FIRST = 100

export type Onset = { readonly at: number; readonly source: 'given' | 'labels' }

/**
 * Where labels say that the model became bad, whenever they came: the row after the last minimum before the greatest rise
 * of Σ (bar − right), the usual estimate of where a CUSUM began to rise, with a bar five points under the accuracy of the
 * baseline, or of the first quarter of the log (at most 10,000 rows). Null where it never rises far, or without labels.
 */
export function labelledOnset(rows: AlertRows, baseline: AlertRows | null): Onset | null {
  const first = Math.min(FIRST_ROWS, Math.ceil(rows.rows / 4))
  const healthy =
    accuracyOf(baseline?.feed.right ?? new Int8Array(0)) ?? accuracyOf(rows.feed.right.subarray(0, first))
  if (healthy === null) return null
  const bar = healthy - FALL
  let sum = 0
  let least = 0
  let began = 0
  let rise = 0
  let onset = 0
  for (let place = 0; place < rows.rows; place++) {
    const right = rows.feed.right[place]
    if (right < 0) continue
    sum += bar - right
    if (sum < least) {
      least = sum
      began = place + 1
    } else if (sum - least > rise) {
      rise = sum - least
      onset = began
    }
  }
  return rise < FEWEST_MORE ? null : { at: rows.feed.times[onset], source: 'labels' }
}

function accuracyOf(right: Int8Array): number | null {
  let judged = 0
  let good = 0
  for (const one of right) {
    if (one < 0) continue
    judged += 1
    good += one
  }
  return judged < FEWEST_FIRST ? null : good / judged
}
