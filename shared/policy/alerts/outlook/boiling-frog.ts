import type { AlertRule, AlertRules } from '../rules.ts'
import { firstAlert, healthyValue, learnt, lone, worsened } from './simulate.ts'

const DAY = 86_400_000
const START = Date.UTC(2026, 0, 5)
/** Decays are followed for so long, or until nine tenths are gone. */
const LONGEST_DAYS = 60
const GONE = 0.9
const FASTEST = 0.5
const SLOWEST = 0.0005
const PACE_MS = 6 * 3_600_000

export type BoilingFrog = {
  /** The fastest steady decay, as a share a day, that the rule never fires on; null where it misses none that goes on. */
  readonly missedPerDay: number | null
  /** The same for its moving comparison alone; null where it has none, or that misses none. */
  readonly missedByMovingPerDay: number | null
}

/**
 * The decays that a rule sleeps through: `value · (1 − r)ᵈ` after `d` days (for what is bad above, `(1 + r)ᵈ`), followed for
 * 60 days or until nine tenths are gone. Whatever is slower than the answer is missed, too. A constant, and a reference that
 * does not move, are passed at last.
 */
export function boilingFrog(rules: AlertRules, rule: AlertRule): BoilingFrog {
  const moves = rule.compare === 'rolling_7d' || rule.compare === 'seasonal'
  if (!moves) return { missedPerDay: null, missedByMovingPerDay: null }
  const moving = fastestMissed(rules, { ...rule, frozenToo: false })
  return {
    missedPerDay: rule.frozenToo ? fastestMissed(rules, rule, moving) : moving,
    missedByMovingPerDay: moving,
  }
}

/** Whether a rule never fires on a decay of `rate` a day. */
export function missesDecay(rules: AlertRules, rule: AlertRule, rate: number): boolean {
  const own = lone(rules, rule)
  const healthy = healthyValue(rule)
  function* values(): Generator<readonly [number, number]> {
    for (let at = START; at <= START + LONGEST_DAYS * DAY; at += PACE_MS) {
      const days = (at - START) / DAY
      const kept = (rule.worse === 'below' ? 1 - rate : 1 + rate) ** days
      if (kept < 1 - GONE || kept > 1 / (1 - GONE)) return
      yield [at, worsened(rule, healthy, Math.abs(kept - 1))]
    }
  }
  return firstAlert(own, learnt(own, START), values()) === null
}

/**
 * Bisection between the slowest and the fastest decay; null where even the slowest that passes the frozen limit within the
 * time is seen. `known`: a rate that bounds the answer.
 */
function fastestMissed(rules: AlertRules, rule: AlertRule, known: number | null = FASTEST): number | null {
  let low = rule.frozenToo ? slowestThatPasses(rule) : SLOWEST
  let high = known ?? FASTEST
  if (!missesDecay(rules, rule, low)) return null
  if (missesDecay(rules, rule, high)) return high
  while (high - low > 0.0005) {
    const middle = (low + high) / 2
    if (missesDecay(rules, rule, middle)) low = middle
    else high = middle
  }
  return low
}

/** A frozen limit is passed within the time by what is faster than this; what is slower has not gone far. */
function slowestThatPasses(rule: AlertRule): number {
  const limit = (rule.warning ?? rule.critical)?.value ?? 1
  const distance =
    rule.compare === 'seasonal' || rule.worse === 'change' ? Math.max(limit, 0.15) : Math.abs(1 - limit)
  return Math.max(SLOWEST, 1.2 * (1 - (1 - Math.min(0.85, distance)) ** (1 / LONGEST_DAYS)))
}
