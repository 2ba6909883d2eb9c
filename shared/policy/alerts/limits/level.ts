import { sortedQuantile } from '../../../stats/binning/quantiles.ts'
import type { AlertNote } from '../effects.ts'
import type { AlertLimit, AlertRule } from '../rules.ts'
import type { References } from './history.ts'

/** 0: within all limits; 1: beyond the warning; 2: beyond the critical one. */
export type LevelRank = 0 | 1 | 2
export type Level = {
  readonly rank: LevelRank
  /** What was held against the limits. */
  readonly value: number
  readonly by: Exclude<AlertNote['by'], 'composite'>
  readonly threshold: number
  readonly reference: number | null
}

/** Fewest values of a season before it says anything. */
export const FEWEST_SEASONAL = 8
/** A change has to be this many standard errors, where the error is known: two-sided p < 0.01. */
const CLEAR_CHANGE = 2.576

/**
 * How far a value is beyond the limits of a rule; null where nothing can be said. `error` is the standard error of the
 * value, NaN where it is not known. A change is held against the errors of both sides: √(error² + that of the reference²).
 */
export function levelOf(rule: AlertRule, value: number, error: number, references: References): Level | null {
  if (Number.isNaN(value)) return null
  switch (rule.compare) {
    case 'constant':
      return against(rule, value, 'constant', (limit) => limit, null)
    case 'baseline':
      return ofReference(rule, value, ofBoth(error, references.frozenError), 'baseline', references.frozen)
    case 'rolling_7d': {
      const moving = ofReference(rule, value, error, 'rolling_7d', references.rolling)
      return rule.frozenToo
        ? worst(
            moving,
            ofReference(rule, value, ofBoth(error, references.frozenError), 'frozen', references.frozen),
          )
        : moving
    }
    case 'seasonal': {
      const seasonal = ofSeason(rule, value, references.season)
      // The frozen one of a season is beyond all that the baseline showed by a tenth.
      return rule.frozenToo ? worst(seasonal, ofFrozenSeason(rule, value, references.frozen)) : seasonal
    }
  }
}

/** The standard error of a difference; that of a reference which is not known counts as none. */
function ofBoth(error: number, reference: number): number {
  return Number.isNaN(reference) ? error : Math.hypot(error, reference)
}

function ofReference(
  rule: AlertRule,
  value: number,
  error: number,
  by: Level['by'],
  reference: number,
): Level | null {
  if (Number.isNaN(reference)) return null
  if (rule.worse !== 'change') return against(rule, value, by, (limit) => limit * reference, reference)
  const isClear = Number.isNaN(error) || Math.abs(value - reference) > CLEAR_CHANGE * error
  const side = value < reference ? -1 : 1
  const bound = (limit: number) => reference + side * limit * Math.abs(reference)
  const isBeyond = (limit: AlertLimit | null) =>
    limit !== null && isClear && Math.abs(value - reference) > limit.value * Math.abs(reference)
  const rank = isBeyond(rule.critical) ? 2 : isBeyond(rule.warning) ? 1 : 0
  return { rank, value, by, threshold: bound(shownLimit(rule, rank)), reference }
}

function against(
  rule: AlertRule,
  value: number,
  by: Level['by'],
  limitOf: (limit: number) => number,
  reference: number | null,
): Level {
  const isBeyond = (limit: AlertLimit | null) =>
    limit !== null && (rule.worse === 'below' ? value < limitOf(limit.value) : value > limitOf(limit.value))
  const rank = isBeyond(rule.critical) ? 2 : isBeyond(rule.warning) ? 1 : 0
  return { rank, value, by, threshold: limitOf(shownLimit(rule, rank)), reference }
}

function shownLimit({ warning, critical }: AlertRule, rank: LevelRank): number {
  return (rank === 2 ? (critical ?? warning) : (warning ?? critical))?.value ?? Number.NaN
}

function ofSeason(rule: AlertRule, value: number, season: readonly number[]): Level | null {
  if (season.length < FEWEST_SEASONAL) return null
  const sorted = Float64Array.from(season).sort()
  const low = sorted[0]
  const high = sorted[sorted.length - 1]
  const boundOf = (share: number, side: 'below' | 'above') => {
    // A part smaller than one value in all cannot be read off: then what is beyond all of them.
    if (share * (season.length + 1) < 1) return side === 'below' ? low : high
    return sortedQuantile(sorted, side === 'below' ? share : 1 - share)
  }
  const side =
    rule.worse === 'change' ? (value < sortedQuantile(sorted, 0.5) ? 'below' : 'above') : rule.worse
  const share = rule.worse === 'change' ? 0.5 : 1
  const isBeyond = (limit: AlertLimit | null) => {
    if (limit === null) return false
    const bound = boundOf(limit.value * share, side)
    return side === 'below' ? value < bound : value > bound
  }
  const rank = isBeyond(rule.critical) ? 2 : isBeyond(rule.warning) ? 1 : 0
  return {
    rank,
    value,
    by: 'seasonal',
    threshold: boundOf(shownLimit(rule, rank) * share, side),
    reference: sortedQuantile(sorted, 0.5),
  }
}

const FROZEN_SEASON_MARGIN = { warning: 0.1, critical: 0.15 } as const

function ofFrozenSeason(rule: AlertRule, value: number, frozen: number): Level | null {
  if (Number.isNaN(frozen)) return null
  const bound = (margin: number) =>
    rule.worse === 'below' || (rule.worse === 'change' && value < frozen)
      ? frozen - margin * Math.abs(frozen)
      : frozen + margin * Math.abs(frozen)
  const isBeyond = (margin: number) =>
    bound(margin) < frozen ? value < bound(margin) : value > bound(margin)
  const rank =
    rule.critical !== null && isBeyond(FROZEN_SEASON_MARGIN.critical)
      ? 2
      : rule.warning !== null && isBeyond(FROZEN_SEASON_MARGIN.warning)
        ? 1
        : 0
  const margin = rank === 2 ? FROZEN_SEASON_MARGIN.critical : FROZEN_SEASON_MARGIN.warning
  return { rank, value, by: 'frozen', threshold: bound(margin), reference: frozen }
}

/** The first one where both are as bad. */
function worst(first: Level | null, second: Level | null): Level | null {
  if (first === null || second === null) return first ?? second
  return second.rank > first.rank ? second : first
}
