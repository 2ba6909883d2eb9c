import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import {
  chiSquaredSf,
  chiSquaredUpperQuantile,
  noncentralChiSquaredSf,
} from '../../stats/special/chi-squared.ts'
import { kolmogorovSf, kolmogorovUpperQuantile } from '../../stats/special/kolmogorov.ts'
import { chunkThreshold } from '../severity-chunks.ts'
import { evidentlyChoice } from '../severity-evidently.ts'
import type { FloorsPolicy, SeverityPolicy } from '../severity-policy.ts'
import { normalShiftGap } from './bridges.ts'
import { type ColumnGrid, type DrawnEffects, drawEffects } from './numeric-law.ts'

/**
 * Chances of an alarm (moderate or high) as a function of n·m/(n+m), under no change and under a change whose PSI
 * is at the moderate floor.
 */
export interface AlarmLaw {
  readonly method: 'closed form' | 'simulation'
  readonly falseAlarm: (effective: number) => number
  readonly power: (effective: number) => number
  /**
   * The power that rows are asked for: 80% for a test; 50% for a limit on an effect, since more than half is never
   * reached by an effect that stands on the limit itself.
   */
  readonly wantedPower: number
}

/** The effect at which power is asked for where a policy names no PSI floor. */
const COMMON_PSI_FLOOR = 0.1
const POWER_OF_A_TEST = 0.8
const POWER_OF_A_LIMIT = 0.5
const LN2_TIMES_8 = 8 * Math.LN2
const NEVER = Number.POSITIVE_INFINITY

/** Alarms that are a limit on the χ² statistic. */
function chiSquaredLaw(
  df: number,
  targetPsi: number,
  wantedPower: number,
  limit: (effective: number) => number,
): AlarmLaw {
  return {
    method: 'closed form',
    wantedPower,
    falseAlarm: (effective) => chiSquaredSf(limit(effective), df),
    power: (effective) => noncentralChiSquaredSf(limit(effective), df, effective * targetPsi),
  }
}

/** Alarms that are an event of the drawn effects; the change is a shift. */
function numericLaw(
  grid: ColumnGrid,
  targetPsi: number,
  wantedPower: number,
  alarm: (drawn: DrawnEffects) => boolean,
): AlarmLaw {
  const share = (effective: number, shift: Float64Array | null): number => {
    let hits = 0
    let draws = 0
    drawEffects(grid, effective, shift, (drawn) => {
      draws++
      if (alarm(drawn)) hits++
    })
    return hits / draws
  }
  return {
    method: 'simulation',
    wantedPower,
    falseAlarm: (effective) => share(effective, null),
    power: (effective) => share(effective, normalShiftGap(Math.sqrt(targetPsi))),
  }
}

/**
 * A test at `level` with effect floors. The level can be far below what the drawn paths resolve, so the false-alarm
 * rate is the level itself times the share of the 5% most extreme paths, stretched to that level, whose effects
 * reach a floor.
 */
function numericFloors(grid: ColumnGrid, policy: FloorsPolicy, level: number): AlarmLaw {
  const { psi = NEVER, ks = NEVER, wasserstein = NEVER } = policy.moderate
  const critical = kolmogorovUpperQuantile(level)
  const common = kolmogorovUpperQuantile(Math.max(level, 0.05))
  const stretch = critical / common
  const reaches = (drawn: DrawnEffects, factor: number): boolean =>
    drawn.ks * factor >= ks || drawn.psi * factor * factor >= psi || drawn.wasserstein * factor >= wasserstein
  const target = Number.isFinite(psi) ? psi : COMMON_PSI_FLOOR
  return {
    ...numericLaw(grid, target, POWER_OF_A_TEST, (drawn) => drawn.scaledKs >= critical && reaches(drawn, 1)),
    falseAlarm: (effective) => {
      const byKs = Number.isFinite(ks) ? kolmogorovSf(Math.max(critical, ks * Math.sqrt(effective))) : 0
      let extreme = 0
      let both = 0
      drawEffects(grid, effective, null, (drawn) => {
        if (drawn.scaledKs < common) return
        extreme++
        if (reaches(drawn, stretch)) both++
      })
      return Math.max(byKs, extreme > 0 ? (level * both) / extreme : 0)
    },
  }
}

/**
 * The law of a policy's alarms for one column; null where the policy's measure is not defined for it. `grid` is
 * asked for only where paths have to be drawn.
 */
export function alarmLaw(
  measures: ColumnMeasures,
  policy: SeverityPolicy,
  level: number,
  grid: () => ColumnGrid,
): AlarmLaw | null {
  const bins = measures.bins.length - 1
  const df = measures.scale === 'categorical' ? (measures.chi2?.df ?? bins) : bins
  switch (policy.rule) {
    case 'significance-and-effect': {
      if (measures.scale === 'numeric') return numericFloors(grid(), policy, level)
      const { psi = NEVER, cramersV = NEVER } = policy.moderate
      const critical = chiSquaredUpperQuantile(level, df)
      const all = measures.rows.reference + measures.rows.current
      // V² = χ² / (n + m), and n + m is n·m/(n+m) over the product of the sides' shares.
      const product = (measures.rows.reference / all) * (measures.rows.current / all)
      return chiSquaredLaw(df, Number.isFinite(psi) ? psi : COMMON_PSI_FLOOR, POWER_OF_A_TEST, (effective) =>
        Math.max(critical, Math.min(effective * psi, (effective / product) * cramersV ** 2)),
      )
    }
    case 'bands': {
      const { psi = NEVER, kl = NEVER, js = NEVER, p } = policy.moderate
      const target = Number.isFinite(psi) ? psi : COMMON_PSI_FLOOR
      // PSI is the sum of the two directions of KL, which are alike for a small change.
      const limit = Math.min(psi, 2 * kl, js * LN2_TIMES_8)
      const wanted = p === undefined ? POWER_OF_A_LIMIT : POWER_OF_A_TEST
      if (measures.scale === 'numeric' && p !== undefined) {
        const critical = kolmogorovUpperQuantile(p)
        return numericLaw(grid(), target, wanted, (drawn) => drawn.psi >= limit || drawn.scaledKs >= critical)
      }
      const byTest = p === undefined ? NEVER : chiSquaredUpperQuantile(p, df)
      return chiSquaredLaw(df, target, wanted, (effective) => Math.min(effective * limit, byTest))
    }
    case 'evidently-auto': {
      const choice = evidentlyChoice(measures, policy)
      if (choice === null) return null
      const wanted = choice.kind === 'test' ? POWER_OF_A_TEST : POWER_OF_A_LIMIT
      if (choice.ordered) {
        const critical = kolmogorovUpperQuantile(policy.alpha)
        const drawnLaw = numericLaw(grid(), COMMON_PSI_FLOOR, wanted, (drawn) =>
          choice.kind === 'test' ? drawn.scaledKs >= critical : drawn.wasserstein >= policy.distance,
        )
        return choice.kind === 'test' ? { ...drawnLaw, falseAlarm: () => policy.alpha } : drawnLaw
      }
      const critical = chiSquaredUpperQuantile(policy.alpha, df)
      return chiSquaredLaw(df, COMMON_PSI_FLOOR, wanted, (effective) =>
        choice.kind === 'test' ? critical : effective * 8 * policy.distance ** 2,
      )
    }
    case 'baseline-chunks': {
      const limit = chunkThreshold(measures, policy)
      if (limit === null) return null
      return chiSquaredLaw(
        df,
        COMMON_PSI_FLOOR,
        POWER_OF_A_LIMIT,
        (effective) => effective * limit.threshold ** 2 * LN2_TIMES_8,
      )
    }
  }
}
