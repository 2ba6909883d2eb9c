import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { plainNumber, plainProbability } from '../stats/text/format.ts'
import type { Band, BandsPolicy, Severity } from './severity-policy.ts'

export interface RuleJudgement {
  readonly severity: Severity
  readonly reasons: readonly string[]
}

function reached(
  measures: ColumnMeasures,
  p: number | null,
  band: Band,
  inclusive: boolean,
): readonly string[] {
  const sentences: string[] = []
  const above = inclusive ? 'at or above' : 'above'
  const beyond = (value: number, limit: number): boolean => (inclusive ? value >= limit : value > limit)
  const psi = measures.psi?.value
  const kl = measures.kl?.value
  const js = measures.js?.divergence
  if (band.psi !== undefined && psi !== undefined && beyond(psi, band.psi)) {
    sentences.push(`PSI is ${plainNumber(psi)}, ${above} ${plainNumber(band.psi)}`)
  }
  if (band.kl !== undefined && kl !== undefined && beyond(kl, band.kl)) {
    sentences.push(`the Kullback–Leibler divergence is ${plainNumber(kl)}, ${above} ${plainNumber(band.kl)}`)
  }
  if (band.js !== undefined && js !== undefined && beyond(js, band.js)) {
    sentences.push(`the Jensen–Shannon divergence is ${plainNumber(js)}, ${above} ${plainNumber(band.js)}`)
  }
  if (band.p !== undefined && p !== null && p < band.p) {
    sentences.push(`${plainProbability(p)}, below ${plainNumber(band.p)} and not adjusted`)
  }
  return sentences
}

/** The gravest band that any measure reaches. */
export function judgeByBands(measures: ColumnMeasures, p: number | null, policy: BandsPolicy): RuleJudgement {
  for (const severity of ['high', 'moderate', 'low'] as const) {
    const band = policy[severity]
    if (band === null) continue
    const reasons = reached(measures, p, band, policy.inclusive)
    if (reasons.length > 0) return { severity, reasons }
  }
  return { severity: 'none', reasons: ['every measure is below its limit'] }
}
