import type { WindowLength } from '../../domain/duration.ts'
import { VERDICTS } from '../../domain/verdict.ts'
import { say } from '../../words/say.ts'
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
  const { metric, column, comparison, window, forMs, timesBaseline } = condition
  if (metric === 'no_data') return say('condition.no_data', { time: condition.threshold })
  const name = estimated && metric === 'accuracy' ? say('watched.accuracy.estimated') : watchedText(metric)
  const limit = valueText(condition, condition.threshold)
  const text = say(`condition.${comparison}`, {
    subject: column !== null && isOfColumn(metric) ? say(`condition.of.${metric}`, { column }) : name,
    limit: timesBaseline ? say('value.times_baseline', { value: limit }) : limit,
    window: windowText(window),
  })
  return forMs === 0 ? text : say('condition.held', { condition: text, held: forMs })
}

function isOfColumn(metric: BreakerCondition['metric']) {
  return metric === 'psi' || metric === 'drift_verdict' || metric === 'guard'
}

/** What a condition watches, as policies name it. */
export function watchedText(metric: BreakerCondition['metric']): string {
  return metric === 'accuracy' || metric === 'mape' ? say(`metric.${metric}`) : say(`watched.${metric}`)
}

export function windowText(window: WindowLength): string {
  return window.kind === 'rows'
    ? say('window.rows', { rows: window.rows })
    : say('window.time', { time: window.ms })
}

/** Why a breaker moved, for people. */
export function causeText(policy: BreakerPolicy, cause: Cause): string {
  switch (cause.kind) {
    case 'condition': {
      const condition = policy.conditions[cause.condition]
      if (condition.metric === 'no_data') return conditionText(condition)
      return say('joined.colon', {
        head: conditionText(condition, cause.estimated),
        reason: valueText(condition, cause.value),
      })
    }
    case 'all_conditions':
      return say('cause.all', {
        conditions: policy.conditions
          .slice(policy.anyCount)
          .map((condition) => conditionText(condition, cause.estimated)),
      })
    case 'no_labels':
      return cause.silenceMs === null
        ? say('cause.no_labels')
        : say('cause.no_labels_for', { silence: Math.round(cause.silenceMs) })
    case 'cooldown_over':
      return say(cause.early ? 'cause.recovered' : 'cause.cooldown_over', {
        cooldown: roundedMs(cause.cooldownMs),
      })
    case 'probes_passed':
    case 'probes_failed':
      return say(`cause.${cause.kind}`, { right: rounded(cause.right), judged: cause.judged })
    case 'forced':
      // Nothing but a person's own words.
      return `${cause.by}: ${cause.reason}`
    case 'released':
    case 'approved':
      return say(`cause.${cause.kind}`, { by: cause.by, reason: cause.reason })
    case 'expired':
      return say('cause.expired', { by: cause.by })
  }
}

/** A value of what a condition watches: "0.81", "120 ms", "high". */
export function valueText({ metric, timesBaseline }: BreakerCondition, value: number): string {
  const rank = Math.round(value)
  const drift = DRIFT_RANKS[rank]
  if (metric === 'drift_verdict' && drift !== undefined) return say(`verdict.${drift}`)
  const loop = LOOP_VERDICTS[rank]
  if (metric === 'loop_verdict' && loop !== undefined) {
    return loop === 'none' ? say('verdict.none') : say(`loop_verdict.${loop}`)
  }
  if (metric === 'drift_verdict' || metric === 'loop_verdict') return say('value.number', { value })
  const short = Number(value.toPrecision(4))
  return say(metric === 'latency_p99' && !timesBaseline ? 'value.milliseconds' : 'value.number', {
    value: short,
  })
}

function roundedMs(ms: number): number {
  return ms < 60_000 ? Math.round(ms) : Math.round(ms / 1_000) * 1_000
}

function rounded(count: number): number {
  return Number(count.toFixed(1))
}
