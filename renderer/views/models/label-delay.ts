import type { LabelMaturity } from '#shared/contract/documents/log.ts'

/** How many rows have a label, and the age at which half of those that get one have it. */
export type LabelDelay = { readonly share: number; readonly medianSeconds: number | null }

/** Read off a maturity curve; the median is the first age at which half of the rows of that age are labelled. */
export function labelDelayOf({ rows, labelled, curve }: LabelMaturity): LabelDelay | null {
  if (rows === 0) return null
  const half = curve.find((point) => point.rows > 0 && point.labelled / point.rows >= 0.5)
  return { share: labelled / rows, medianSeconds: half?.age_seconds ?? null }
}
