import { formatDuration, formatWindowLength } from '../../domain/duration.ts'
import { VERDICTS } from '../../domain/verdict.ts'
import type { BreakerCondition, BreakerPolicy } from './policy.ts'
import type { Cause } from './state.ts'

export const LOOP_VERDICTS = ['none', 'possible', 'likely'] as const
/** Ranks of verdicts; `insufficient` has none. */
export const DRIFT_RANKS = VERDICTS.filter((verdict) => verdict !== 'insufficient')

/** The rank of a drift verdict by the usual bands of the PSI: under 0.1 none, under 0.2 low, under 0.25 moderate. */
export function psiRank(psi: number): number {
  return psi < 0.1 ? 0 : psi < 0.2 ? 1 : psi < 0.25 ? 2 : 3
}

/** A condition for people: "accuracy below 0.85 over 1000 rows"; `estimated` where no label was there to read it from. */
export function conditionText(condition: BreakerCondition, estimated = false): string {
  const { metric, column, window, forMs } = condition
  const name = estimated && metric === 'accuracy' ? 'estimated accuracy' : metric
  const subject = column === null ? name : `${name} of ${column}`
  if (metric === 'no_data') return `no data for ${formatDuration(condition.threshold)}`
  const limit = `${condition.comparison.replace('_', ' ')} ${valueText(condition, condition.threshold)}`
  const times = condition.timesBaseline ? ' × baseline' : ''
  const held = forMs === 0 ? '' : ` for ${formatDuration(forMs)}`
  return `${subject} ${limit}${times} over ${formatWindowLength(window)}${held}`
}

/** Why a breaker moved, for people. */
export function causeText(policy: BreakerPolicy, cause: Cause): string {
  switch (cause.kind) {
    case 'condition': {
      const condition = policy.conditions[cause.condition]
      if (condition.metric === 'no_data') return conditionText(condition)
      return `${conditionText(condition, cause.estimated)}: ${valueText(condition, cause.value)}`
    }
    case 'all_conditions':
      return policy.conditions
        .slice(policy.anyCount)
        .map((condition) => conditionText(condition, cause.estimated))
        .join(' and ')
    case 'no_labels':
      return cause.silenceMs === null
        ? 'no labels'
        : `no labels for ${formatDuration(Math.round(cause.silenceMs))}`
    case 'cooldown_over':
      return cause.early
        ? `the rows in the shadow recovered after ${formatDuration(roundedMs(cause.cooldownMs))}`
        : `cooldown of ${formatDuration(roundedMs(cause.cooldownMs))} is over`
    case 'probes_passed':
      return `${rounded(cause.right)} of ${cause.judged} probes right`
    case 'probes_failed':
      return `only ${rounded(cause.right)} of ${cause.judged} probes right`
    case 'forced':
      return `${cause.by}: ${cause.reason}`
    case 'released':
      return `released by ${cause.by}: ${cause.reason}`
    case 'approved':
      return `approved by ${cause.by}: ${cause.reason}`
    case 'expired':
      return `what ${cause.by} decided has expired`
  }
}

function valueText({ metric, timesBaseline }: BreakerCondition, value: number): string {
  if (metric === 'drift_verdict') return DRIFT_RANKS[Math.round(value)] ?? String(value)
  if (metric === 'loop_verdict') return LOOP_VERDICTS[Math.round(value)] ?? String(value)
  if (metric === 'latency_p99' && !timesBaseline) return `${Number(value.toPrecision(4))} ms`
  return String(Number(value.toPrecision(4)))
}

function roundedMs(ms: number): number {
  return ms < 60_000 ? Math.round(ms) : Math.round(ms / 1_000) * 1_000
}

function rounded(count: number): number {
  return Number(count.toFixed(1))
}
