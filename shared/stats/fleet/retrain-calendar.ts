import { parseDuration } from '../../domain/duration.ts'
import { type RetrainSchedule, WEEKDAYS } from '../../domain/manifest.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** A Monday. */
const ANCHOR = Date.UTC(2024, 0, 1)

/** Times of retraining in [from, to), UTC milliseconds. At most 1,000. */
export function retrainTimes(schedule: RetrainSchedule, from: number, to: number): number[] {
  const every = parseDuration(schedule.every)
  if (every === null || every < HOUR) return []
  const weekday = schedule.weekday === undefined ? 0 : WEEKDAYS.indexOf(schedule.weekday)
  const first =
    (schedule.from === undefined ? ANCHOR : Date.parse(`${schedule.from}T00:00:00Z`)) +
    (schedule.hour ?? 0) * HOUR
  const aligned =
    first + ((weekday - mondayIndex(first) + 7) % 7) * (schedule.weekday === undefined ? 0 : DAY)
  const times: number[] = []
  for (
    let time = aligned + Math.ceil((from - aligned) / every) * every;
    time < to && times.length < 1_000;
    time += every
  ) {
    times.push(time)
  }
  return times
}

function mondayIndex(time: number): number {
  return (new Date(time).getUTCDay() + 6) % 7
}

export interface RetrainCollision {
  readonly at: number
  readonly models: readonly string[]
}

/** Stretches in which two models or more are retrained within `within` milliseconds of each other, in order. */
export function retrainCollisions(
  retrains: readonly { readonly model: string; readonly at: number }[],
  within = DAY / 2,
): RetrainCollision[] {
  const sorted = retrains.toSorted((a, b) => a.at - b.at)
  const groups: { at: number; last: number; models: Set<string> }[] = []
  for (const { model, at } of sorted) {
    const group = groups[groups.length - 1]
    if (group !== undefined && at - group.last <= within) {
      group.models.add(model)
      group.last = at
    } else groups.push({ at, last: at, models: new Set([model]) })
  }
  return groups.filter(({ models }) => models.size > 1).map(({ at, models }) => ({ at, models: [...models] }))
}
