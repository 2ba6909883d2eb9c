import type { BreakerReplay } from '#shared/contract/documents/breaker.ts'
import { ALERT_METRICS, type AlertArea } from '#shared/policy/alerts/metrics.ts'
import { detectionDelay } from '#shared/policy/alerts/outlook/detection-delay.ts'
import type { AlertRules } from '#shared/policy/alerts/rules.ts'
import type { TrafficFacts } from '#shared/policy/breaker/lint/finding.ts'
import { type BreakerCondition, type BreakerPolicy, needsLabels } from '#shared/policy/breaker/policy.ts'
import { conditionText } from '#shared/policy/breaker/words.ts'
import type { ReadinessEvidence } from '#shared/policy/readiness/assess.ts'
import { say } from '#shared/words/say.ts'

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
): Detection | null {
  const seeing = policy.conditions.filter(({ metric }) => SEES_DRIFT.has(metric))
  if (seeing.length === 0) return null
  if (replay.onset !== null && replay.seconds_to_trip !== null) {
    const at = replay.onset.at === null ? null : Date.parse(replay.onset.at)
    return { by: say('readiness.breaker'), seconds: replay.seconds_to_trip, measured: true, at }
  }
  const times = seeing.map((condition) => ({
    by: say('readiness.breaker_on', { condition: conditionText(condition) }),
    seconds: secondsOf(condition, facts),
    measured: false,
    at: null,
  }))
  return soonest(times)
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

const SEEING_AREAS: ReadonlySet<AlertArea> = new Set([
  'input_drift',
  'prediction_drift',
  'calibration',
  'performance',
])

/** The rule that sees a lasting step of the size that was promised soonest, at the latest after so long; null where none does. */
export function ruleDetection(rules: AlertRules): Detection | null {
  return soonest(
    rules.rules.flatMap((rule): Detection[] => {
      const areas = rule.expression.terms.map(({ metric }) => ALERT_METRICS[metric].area)
      if (!areas.some((area) => SEEING_AREAS.has(area))) return []
      const { latestMs } = detectionDelay(rules, rule, rule.promisedStep)
      return latestMs === null
        ? []
        : [{ by: rule.name, seconds: latestMs / 1_000, measured: false, at: null }]
    }),
  )
}

/** Of what sees drift the one that does so first; null where nothing does. */
export function soonest(all: readonly (Detection | null)[]): Detection | null {
  const rank = ({ seconds }: Detection) => seconds ?? Number.POSITIVE_INFINITY
  return all.reduce((best, one) => {
    if (best === null || one === null) return best ?? one
    return rank(one) < rank(best) ? one : best
  }, null)
}
