import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import {
  type VolumeBucket,
  type VolumeCheck,
  volumeCheck,
  volumeProfile,
} from '#shared/stats/quality/volume.ts'
import { say } from '#shared/words/say.ts'
import { HOUR_MS, type TimeSurvey } from '../../compute/groups/survey-times.ts'
import type { Sides } from '../../compute/procedures.ts'

const DAY_HOURS = 24
/** Below this many rows an hour an empty one can be chance, so that days are counted. */
const LEAST_HOURLY = 30
/** Baseline buckets without which a usual volume is not known. */
const LEAST_BUCKETS = 7
/** Chance of a finding in a log whose volume did not change: spread over its buckets. */
const ALPHA = 0.01
/** 1 January 1970 was a Thursday; slots begin on Monday. */
const FIRST_WEEKDAY = 3

type Bucket = VolumeBucket & { readonly start: number }

/** Hours or days of the current log with far fewer or far more rows than the same hour and weekday of the baseline. */
export function volumeFinding(
  column: string,
  { reference, current }: Sides<TimeSurvey>,
): QualityFinding | null {
  const hours = reference.timed >= LEAST_HOURLY * reference.hourly.length ? 1 : DAY_HOURS
  const profile = wholeBuckets(reference, hours)
  const buckets = wholeBuckets(current, hours)
  const usual = profile.length < LEAST_BUCKETS ? null : volumeProfile(profile)
  if (usual === null || buckets.length === 0) return null
  const fired = buckets
    .map((bucket) => ({ bucket, check: volumeCheck(usual, bucket, { alpha: ALPHA / buckets.length }) }))
    .filter(({ check }) => check.fired)
  if (fired.length === 0) return null
  const [worst] = [...fired].sort((a, b) => Math.abs(b.check.z) - Math.abs(a.check.z))
  const fewer = fired.filter(({ check }) => check.rows < check.expected).length
  return {
    code: 'volume',
    column,
    severity: fewer > 0 && fired.length >= buckets.length / 20 ? 'moderate' : 'low',
    detail: say(hours === 1 ? 'quality.volume.hours' : 'quality.volume.days', {
      fired: fired.length,
      buckets: buckets.length,
      fewer,
      more: fired.length - fewer,
      start: worst.bucket.start,
      rows: worst.check.rows,
      usual: worst.check.expected,
      group: comparedWith(worst.check, hours),
    }),
  }
}

/** Without the first and the last bucket, which the log may hold in part only. */
function wholeBuckets({ range, hourly }: TimeSurvey, hours: number): Bucket[] {
  if (range === null) return []
  const firstHour = Math.floor(range.first / HOUR_MS)
  const buckets = new Map<number, number>()
  for (let i = 0; i < hourly.length; i += 1) {
    const bucket = Math.floor((firstHour + i) / hours)
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + hourly[i])
  }
  return [...buckets].slice(1, -1).map(([bucket, rows]) => {
    const hour = bucket * hours
    const weekday = (Math.floor(hour / DAY_HOURS) + FIRST_WEEKDAY) % 7
    return { start: hour * HOUR_MS, rows, slot: weekday * DAY_HOURS + (hour % DAY_HOURS) }
  })
}

function comparedWith({ comparedWith: group }: VolumeCheck, hours: number): string {
  if (hours === DAY_HOURS) return say(group === 'hour_and_weekday' ? 'volume.weekday' : 'volume.day')
  return say(`volume.${group}`)
}
