import type { Params } from '#shared/contract/operations.ts'
import type { TrailPlace } from './view.ts'

/** What the place asks the backend for; days are those of the person's own time zone. */
export function filterOf({ kind, of, by, from, to }: TrailPlace): Params<'audit.export'> {
  return {
    ...(kind === '' ? {} : { kind }),
    ...(of === '' ? {} : { model: of }),
    ...(by === '' ? {} : { by }),
    ...(from === '' ? {} : { from: midnight(from, 0) }),
    ...(to === '' ? {} : { to: midnight(to, 1) }),
  }
}

/** The beginning of the day so many days after one; not a multiple of 24 hours where clocks change. */
function midnight(day: string, daysAfter: number): string {
  const start = new Date(`${day}T00:00:00`)
  start.setDate(start.getDate() + daysAfter)
  return start.toISOString()
}
