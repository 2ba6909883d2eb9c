import type { ColumnMeasures } from '../stats/drift/measures.ts'
import { say } from '../words/say.ts'
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
  const above = inclusive ? 'severity.at_or_above' : 'severity.above'
  const beyond = (value: number, limit: number): boolean => (inclusive ? value >= limit : value > limit)
  const psi = measures.psi?.value
  const kl = measures.kl?.value
  const js = measures.js?.divergence
  if (band.psi !== undefined && psi !== undefined && beyond(psi, band.psi)) {
    sentences.push(say(above, { effect: say('effect.psi'), value: psi, limit: band.psi }))
  }
  if (band.kl !== undefined && kl !== undefined && beyond(kl, band.kl)) {
    sentences.push(say(above, { effect: say('effect.kl'), value: kl, limit: band.kl }))
  }
  if (band.js !== undefined && js !== undefined && beyond(js, band.js)) {
    sentences.push(say(above, { effect: say('effect.js'), value: js, limit: band.js }))
  }
  if (band.p !== undefined && p !== null && p < band.p) {
    sentences.push(say('severity.p_below', { p, limit: band.p }))
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
  return { severity: 'none', reasons: [say('severity.below_limits')] }
}
