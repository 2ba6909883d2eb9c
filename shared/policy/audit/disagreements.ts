import type { Verdict } from '../../domain/verdict.ts'
import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import { say } from '../../words/say.ts'
import type { BinningReading } from './convention.ts'

export interface PolicyReading {
  readonly policy: string
  readonly verdict: Verdict
  readonly reasons: readonly string[]
}

const LOW_BAND = 0.1
const HIGH_BAND = 0.2

function bandOf(psi: number): 0 | 1 | 2 {
  return psi >= HIGH_BAND ? 2 : psi >= LOW_BAND ? 1 : 0
}

function psiOf(reading: BinningReading, zeroRule = 'half-count'): number | null {
  return reading.byZeroRule.find((entry) => entry.zeroRule === zeroRule)?.psi ?? null
}

/** Why a binning reads lower or higher than the main one, in one sentence. */
function explainBinning(main: BinningReading, other: BinningReading): string | null {
  const a = psiOf(main)
  const b = psiOf(other)
  if (a === null || b === null || bandOf(a) === bandOf(b)) return null
  const head = say('disagree.binning', { main: a, first: main.binning, psi: b, second: other.binning })
  if (other.dropped > 0) {
    return say('disagree.dropped', { head, dropped: other.dropped })
  }
  if (other.crowding > 0.9 && other.crowding > main.crowding + 0.2) {
    return say('disagree.crowded', { head, share: other.crowding, bin: other.crowdedBin })
  }
  if (other.expectedPsi > LOW_BAND / 2 && b > a) {
    return say('disagree.noise', { head, bins: other.bins, psi: other.expectedPsi })
  }
  return say('disagree.cut', { head, bins: other.bins, other: main.bins })
}

function explainZeroRules(main: BinningReading): string[] {
  const values = main.byZeroRule.flatMap(({ zeroRule, psi }) => (psi === null ? [] : [{ zeroRule, psi }]))
  const [lowest, highest] = [
    values.reduce((least, entry) => (entry.psi < least.psi ? entry : least), values[0]),
    values.reduce((most, entry) => (entry.psi > most.psi ? entry : most), values[0]),
  ]
  const sentences: string[] = []
  if (lowest && highest && bandOf(lowest.psi) !== bandOf(highest.psi)) {
    const bins = main.oneSided.slice(0, 3)
    sentences.push(
      say('disagree.zero_rules', {
        low: lowest.psi,
        lowest: lowest.zeroRule,
        high: highest.psi,
        highest: highest.zeroRule,
        why: bins.length > 0 ? say('disagree.one_sided', { bins }) : say('disagree.sparse'),
      }),
    )
  }
  if (main.byZeroRule.some(({ zeroRule, psi }) => zeroRule === 'none' && psi === null)) {
    sentences.push(
      say(main.oneSided.length === 1 ? 'disagree.infinite.one' : 'disagree.infinite.more', {
        bins: main.oneSided.slice(0, 3),
      }),
    )
  }
  return sentences
}

function explainNoise(measures: ColumnMeasures, main: BinningReading): string[] {
  const value = psiOf(main)
  if (value === null || main.expectedPsi < LOW_BAND / 4) return []
  return [
    say('disagree.expected', {
      ...measures.rows,
      psi: main.expectedPsi,
      bins: main.bins,
      found: say(value < 2 * main.expectedPsi ? 'disagree.expected.same' : 'disagree.expected.above'),
    }),
  ]
}

function explainPolicies(measures: ColumnMeasures, policies: readonly PolicyReading[]): string[] {
  const sentences: string[] = []
  const main = policies[0]
  const p = measures.ks?.pValue ?? measures.chi2?.pValue ?? null
  const psi = measures.psi?.value ?? null
  for (const other of policies.slice(1)) {
    if (!main || other.verdict === main.verdict) continue
    const head = say('disagree.policies', {
      first: main.policy,
      verdict: say(`verdict.${main.verdict}`),
      second: other.policy,
      other: say(`verdict.${other.verdict}`),
    })
    const reason = other.reasons[0] ?? ''
    const rows = Math.min(measures.rows.reference, measures.rows.current)
    if (p !== null && p < 0.05 && main.verdict === 'none') {
      const values = { head, p, rows, reason }
      sentences.push(
        psi === null ? say('disagree.small', values) : say('disagree.small.psi', { ...values, psi }),
      )
    } else if (p !== null && p >= 0.05 && main.verdict === 'none') {
      sentences.push(say('disagree.chance', { head, p, policy: other.policy }))
    } else {
      sentences.push(say('joined.colon', { head, reason: other.reasons[0] ?? say('disagree.measure') }))
    }
  }
  return sentences
}

/** Every disagreement between the readings of one column, in plain words; empty when all agree. */
export function explainDisagreements(
  measures: ColumnMeasures,
  readings: readonly BinningReading[],
  policies: readonly PolicyReading[],
): string[] {
  const main = readings[0]
  if (!main) return []
  const binnings = readings.slice(1).flatMap((reading) => explainBinning(main, reading) ?? [])
  return [
    ...binnings,
    ...explainZeroRules(main),
    ...explainNoise(measures, main),
    ...explainPolicies(measures, policies),
  ]
}
