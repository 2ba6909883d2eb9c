import { psi } from '#shared/stats/divergence/psi.ts'
import { sumBuckets } from '#shared/stats/onset/likelihood-scan.ts'

const TIMELINE_STEPS = 60
const LEAST_STEP_ROWS = 30

/** First and last bucket of each step of the timeline. */
export function timelineRuns(count: number): { readonly from: number; readonly to: number }[] {
  const steps = Math.min(TIMELINE_STEPS, count)
  return Array.from({ length: steps }, (_, s) => ({
    from: Math.floor((s * count) / steps),
    to: Math.floor(((s + 1) * count) / steps),
  }))
}

/**
 * PSI of each step of the timeline against the first tenth of the model's own steps: a fleet's time begins with the log
 * that begins first. NaN where a step, or what it is compared with, has too few rows.
 */
export function driftSteps(counts: readonly Float64Array[]): Float64Array {
  const steps = timelineRuns(counts.length).map(({ from, to }) => sumBuckets(counts, from, to))
  const hasRows = steps.map((step) => totalOf(step) > 0)
  const start = hasRows.indexOf(true)
  const length = Math.ceil((hasRows.lastIndexOf(true) - start + 1) / 10)
  const first = start < 0 ? null : sumBuckets(steps, start, start + length)
  return Float64Array.from(steps, (step) =>
    first === null || totalOf(first) < LEAST_STEP_ROWS || totalOf(step) < LEAST_STEP_ROWS
      ? Number.NaN
      : psi(first, step),
  )
}

function totalOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
