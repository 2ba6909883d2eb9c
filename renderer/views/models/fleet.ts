import type { ModelCard } from '#shared/contract/documents/model.ts'
import { compareVerdicts, VERDICTS, type Verdict } from '#shared/domain/verdict.ts'

/** One bucket of a model on the common axis, as shares of its length. */
export type FleetCell = { readonly from: number; readonly to: number; readonly verdict: Verdict | null }

export type Fleet = {
  /** UTC milliseconds. */
  readonly start: number
  readonly end: number
  readonly lines: readonly { readonly model: string; readonly cells: readonly FleetCell[] }[]
  /** Models without times. */
  readonly untimed: number
  /** Models with times that nothing is compared with. */
  readonly unjudged: number
}

/** The courses of all models with times on one axis; null where there is none. */
export function fleetOf(models: readonly ModelCard[]): Fleet | null {
  const timed = models.filter(({ course }) => course.unit === 'time' && course.buckets.length > 0)
  const places = timed.flatMap(({ course: { buckets } }) => [
    Date.parse(buckets[0].start),
    Date.parse(buckets[buckets.length - 1].end),
  ])
  const start = places.reduce((least, place) => Math.min(least, place), Number.POSITIVE_INFINITY)
  const end = places.reduce((most, place) => Math.max(most, place), Number.NEGATIVE_INFINITY)
  if (!(start < end)) return null
  const share = (text: string) => (Date.parse(text) - start) / (end - start)
  return {
    start,
    end,
    lines: timed.map(({ model, course: { buckets, rows, verdicts } }) => ({
      model,
      cells: buckets.flatMap((bucket, index): FleetCell[] => {
        if (rows[index] <= 0) return []
        const code = verdicts?.[index] ?? -1
        return [
          { from: share(bucket.start), to: share(bucket.end), verdict: code < 0 ? null : VERDICTS[code] },
        ]
      }),
    })),
    untimed: models.length - timed.length,
    unjudged: timed.filter(({ course }) => course.verdicts === null).length,
  }
}

/** Courses of the worst verdicts first; those that are not judged come last, equal ones stay in the given order. */
export function worstFirst(lines: Fleet['lines'], models: readonly ModelCard[]): Fleet['lines'] {
  const verdicts = new Map(models.map(({ model, verdict }) => [model, verdict?.verdict ?? 'insufficient']))
  const verdictOf = (model: string): Verdict => verdicts.get(model) ?? 'insufficient'
  return lines.toSorted((a, b) => compareVerdicts(verdictOf(a.model), verdictOf(b.model)))
}
