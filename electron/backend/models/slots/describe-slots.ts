import type { ModelSlots } from '#shared/contract/documents/model.ts'
import type { NumberedSlots } from '../worker-types.ts'

const LAST_TIME = 8.64e15

/** Slots as documents say them: times as texts in UTC, row numbers as texts. */
export function describeSlots({ unit, step, slots }: NumberedSlots): ModelSlots {
  return {
    unit,
    step,
    buckets: slots.map(({ start, end }) => ({ start: placeText(unit, start), end: placeText(unit, end) })),
  }
}

export function placeText(unit: ModelSlots['unit'], place: number): string {
  return unit === 'rows'
    ? String(place)
    : new Date(Math.min(LAST_TIME, Math.max(-LAST_TIME, place))).toISOString()
}
