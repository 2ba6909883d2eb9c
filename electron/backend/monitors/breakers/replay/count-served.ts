import type { BreakerEffect } from '#shared/policy/breaker/effects.ts'
import type { BreakerPolicy } from '#shared/policy/breaker/policy.ts'
import { isProbe } from '#shared/policy/breaker/probes.ts'
import type { ReportedState } from '#shared/policy/breaker/state.ts'
import { CONFIDENCE_UNIT, type RowFeed } from '../../observations/feed.ts'

/** Rows [from, to) that were served in one state. */
export type Stint = { readonly state: ReportedState; readonly from: number; readonly to: number }

/** What a breaker would have done with the rows of a log. */
export type ServedCounts = {
  /** Rows that the fallback served. */
  readonly spared: number
  readonly wrongSpared: number
  readonly goodBlocked: number
  readonly routed: number
  /** Sums of the value column; null where there is none. */
  readonly money: { readonly wrongSpared: number; readonly goodBlocked: number } | null
}

/** The states in which rows were served, in their order; a row is served before what it shows is known. */
export function stintsOf(effects: readonly BreakerEffect[], rows: number): Stint[] {
  const stints: Stint[] = []
  let from = 0
  let state: ReportedState = 'CLOSED'
  for (const effect of effects) {
    if (effect.kind !== 'transition') continue
    const to = effect.row + 1
    if (to > from) stints.push({ state, from, to })
    from = to
    state = effect.to
  }
  if (rows > from) stints.push({ state, from, to: rows })
  return stints
}

export function countServed(
  { right, confidence }: RowFeed,
  value: Float64Array | null,
  { halfOpen, route }: BreakerPolicy,
  stints: readonly Stint[],
): ServedCounts {
  const limit = route === null ? -1 : Math.round(route.confidenceBelow / CONFIDENCE_UNIT)
  let spared = 0
  let wrongSpared = 0
  let goodBlocked = 0
  let routed = 0
  let wrongMoney = 0
  let goodMoney = 0
  for (const { state, from, to } of stints) {
    const isOpen = state === 'OPEN' || state === 'FORCED_OPEN'
    const isHalf = state === 'HALF_OPEN'
    if (!isOpen && !isHalf) {
      routed += routedOf(confidence, from, to, limit)
      continue
    }
    for (let row = from; row < to; row++) {
      if (isHalf && isProbe(row - from, halfOpen.share)) {
        routed += routedOf(confidence, row, row + 1, limit)
        continue
      }
      spared += 1
      if (right[row] < 0) continue
      const money = value === null || Number.isNaN(value[row]) ? 0 : value[row]
      if (right[row] === 0) {
        wrongSpared += 1
        wrongMoney += money
      } else {
        goodBlocked += 1
        goodMoney += money
      }
    }
  }
  return {
    spared,
    wrongSpared,
    goodBlocked,
    routed,
    money: value === null ? null : { wrongSpared: wrongMoney, goodBlocked: goodMoney },
  }
}

/** Rows of [from, to) under a confidence, in its units. */
function routedOf(confidence: Int32Array | null, from: number, to: number, limit: number): number {
  let routed = 0
  if (confidence === null || limit < 0) return routed
  for (let row = from; row < to; row++) routed += Number(confidence[row] >= 0 && confidence[row] < limit)
  return routed
}
