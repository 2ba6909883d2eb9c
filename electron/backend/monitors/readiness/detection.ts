import type { BreakerReplay } from '#shared/contract/documents/breaker.ts'
import type { TrafficFacts } from '#shared/policy/breaker/lint/finding.ts'
import { type BreakerCondition, type BreakerPolicy, needsLabels } from '#shared/policy/breaker/policy.ts'
import { conditionText } from '#shared/policy/breaker/words.ts'
import type { ReadinessEvidence } from '#shared/policy/readiness/assess.ts'

export type Detection = NonNullable<ReadinessEvidence['detection']>

/** Metrics that move when inputs, outputs or outcomes do; failing servers and silence are another matter. */
const SEES_DRIFT: ReadonlySet<BreakerCondition['metric']> = new Set([
  'accuracy',
  'estimated_accuracy',
  'ece',
  'mean_confidence',
  'low_confidence_share',
  'psi',
  'drift_verdict',
  'guard',
])
const HOUR_MS = 3_600_000

/** How long a breaker takes to see drift: as it did in the log, else as its conditions allow at the traffic of the log. */
export function breakerDetection(
  policy: BreakerPolicy,
  replay: Pick<BreakerReplay, 'onset' | 'seconds_to_trip'>,
  facts: TrafficFacts,
  name: string,
): Detection | null {
  const seeing = policy.conditions.filter(({ metric }) => SEES_DRIFT.has(metric))
  if (seeing.length === 0) return null
  if (replay.onset !== null && replay.seconds_to_trip !== null) {
    const at = replay.onset.at === null ? null : Date.parse(replay.onset.at)
    return { by: name, seconds: replay.seconds_to_trip, measured: true, at }
  }
  const times = seeing.map((condition) => ({
    by: `${name} (${conditionText(condition)})`,
    seconds: secondsOf(condition, facts),
    measured: false,
    at: null,
  }))
  return times.sort(
    (a, b) => (a.seconds ?? Number.POSITIVE_INFINITY) - (b.seconds ?? Number.POSITIVE_INFINITY),
  )[0]
}

/** A whole window of changed rows, the condition's own duration, and the labels' way; null without times. */
function secondsOf(
  { metric, window, forMs }: BreakerCondition,
  { rowsPerHour, labelDelayMs }: TrafficFacts,
): number | null {
  const windowMs =
    window.kind === 'time' ? window.ms : rowsPerHour === null ? null : (window.rows / rowsPerHour) * HOUR_MS
  if (windowMs === null) return null
  return (windowMs + forMs + (needsLabels(metric) ? (labelDelayMs ?? 0) : 0)) / 1_000
}
