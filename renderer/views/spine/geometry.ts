import type { ModelSlots } from '#shared/contract/documents/model.ts'
import type { Span } from '../../stores/selections.ts'

/** Buckets from `start` up to, without, `end`. */
export type BucketSpan = { readonly start: number; readonly end: number }
export type Buckets = ModelSlots['buckets']

/** Where a place lies among buckets, as a number of buckets from the first; in between by its time. */
export function positionOf({ unit, buckets }: Pick<ModelSlots, 'unit' | 'buckets'>, place: string): number {
  const value = (text: string) => (unit === 'rows' ? Number(text) : Date.parse(text))
  const at = value(place)
  const last = buckets[buckets.length - 1]
  if (last === undefined) return 0
  if (at >= value(last.end)) return buckets.length
  const bucket = buckets.findIndex(({ end }) => at < value(end))
  const { start, end } = buckets[bucket]
  return at <= value(start) ? bucket : bucket + (at - value(start)) / (value(end) - value(start))
}

/** The buckets that a span touches; null where it touches none. */
export function bucketsOf(slots: Pick<ModelSlots, 'unit' | 'buckets'>, span: Span | null): BucketSpan | null {
  if (span === null || slots.buckets.length === 0) return null
  const start = Math.floor(positionOf(slots, span.start))
  const end = Math.ceil(positionOf(slots, span.end))
  return start < end ? { start, end } : null
}

/** The span of some buckets. */
export function spanOf(buckets: Buckets, { start, end }: BucketSpan): Span {
  return { start: buckets[start].start, end: buckets[end - 1].end }
}

/** The buckets between two pointer positions, the ones under both included. */
export function draggedSpan(from: number, to: number, count: number): BucketSpan {
  const within = (bucket: number) => Math.max(0, Math.min(count - 1, bucket))
  const [a, b] = [within(Math.min(from, to)), within(Math.max(from, to))]
  return { start: a, end: b + 1 }
}

/** A span that is moved as it is; it stops at the ends. */
export function movedSpan({ start, end }: BucketSpan, by: number, count: number): BucketSpan {
  const step = Math.max(-start, Math.min(count - end, by))
  return { start: start + step, end: end + step }
}

/** A span whose end is moved; it keeps one bucket. */
export function resizedSpan({ start, end }: BucketSpan, by: number, count: number): BucketSpan {
  return { start, end: Math.max(start + 1, Math.min(count, end + by)) }
}

/** What a key does to a span: null where it clears it, undefined where it does nothing. */
export function spanAfterKey(
  key: string,
  now: BucketSpan | null,
  count: number,
): BucketSpan | null | undefined {
  if (count === 0) return undefined
  const last = { start: count - 1, end: count }
  switch (key) {
    case 'ArrowLeft':
      return now === null ? last : movedSpan(now, -1, count)
    case 'ArrowRight':
      return now === null ? last : movedSpan(now, 1, count)
    case 'Home':
      return movedSpan(now ?? last, -count, count)
    case 'End':
      return movedSpan(now ?? last, count, count)
    case '[':
    case '{':
      return now === null ? last : resizedSpan(now, -1, count)
    case ']':
    case '}':
      return now === null ? last : resizedSpan(now, 1, count)
    case '0':
    case ')':
      return null
    default:
      return undefined
  }
}

/** Buckets that carry a label on the axis, so far apart that labels of `room` pixels do not touch. */
export function labelledBuckets(count: number, bucketWidth: number, room: number): readonly number[] {
  const every = Math.max(1, Math.ceil(room / Math.max(0.1, bucketWidth)))
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every).filter(
    (bucket) => bucket === 0 || (count - bucket) * bucketWidth >= room * 0.7,
  )
}
