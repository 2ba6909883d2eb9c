import type { AlertRule, AlertRules } from '../rules.ts'
import { firstAlert, healthyValue, learnt, lone, worsened } from './simulate.ts'

/** Moments between two evaluations at which the step is tried to begin. */
const PHASES = 12
/** A Monday, midnight UTC. */
const START = Date.UTC(2026, 0, 5)

export type DetectionDelay = {
  /** From the step to the alert where it begins at the luckiest and at the unluckiest moment; null where it never fires. */
  readonly earliestMs: number | null
  readonly latestMs: number | null
}

/**
 * How long a rule needs for a lasting step of relative size `size` to the bad side. The windows fill with what is after the
 * step in proportion to time (exact for shares and means at an even pace of rows), and the rule's own reducer is run on
 * them at its cadence; FOR, the delay of labels and references that move are in it.
 */
export function detectionDelay(rules: AlertRules, rule: AlertRule, size: number): DetectionDelay {
  const own = lone(rules, rule)
  const before = learnt(own, START)
  const every = rules.everyMs
  let earliest: number | null = null
  let latest: number | null = null
  for (let phase = 0; phase < PHASES; phase++) {
    const after = delayFrom(rules, rule, size, Math.round((phase * every) / PHASES), own, before)
    if (after === null) return { earliestMs: null, latestMs: null }
    earliest = Math.min(earliest ?? after, after)
    latest = Math.max(latest ?? after, after)
  }
  return { earliestMs: earliest, latestMs: latest }
}

/** The same for a step that begins `phase` milliseconds after an evaluation; null where it never fires. */
export function delayFrom(
  rules: AlertRules,
  rule: AlertRule,
  size: number,
  phase: number,
  own = lone(rules, rule),
  before = learnt(own, START),
): number | null {
  const { everyMs } = rules
  const { windowMs, labelDelayMs, forMs, trend } = rule
  const healthy = healthyValue(rule)
  const bad = worsened(rule, healthy, size)
  const onset = START + phase
  const end = onset + windowMs + labelDelayMs + forMs + (trend?.overMs ?? 0) + 2 * everyMs
  function* values(): Generator<readonly [number, number]> {
    for (let at = START; at <= end; at += everyMs) {
      const share = Math.min(1, Math.max(0, (at - labelDelayMs - onset) / windowMs))
      yield [at, healthy + share * (bad - healthy)]
    }
  }
  const alert = firstAlert(own, before, values())
  return alert === null ? null : alert.at - onset
}
