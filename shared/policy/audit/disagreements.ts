import type { Verdict } from '../../domain/verdict.ts'
import type { ColumnMeasures } from '../../stats/drift/measures.ts'
import { plainCount, plainNumber, plainPercent, plainProbability } from '../../stats/text/format.ts'
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
  const head = `PSI is ${plainNumber(a)} with ${main.binning} bins and ${plainNumber(b)} with ${other.binning}`
  if (other.dropped > 0) {
    return `${head}: ${plainPercent(other.dropped)} of the current rows lie outside the baseline’s range and are dropped there`
  }
  if (other.crowding > 0.9 && other.crowding > main.crowding + 0.2) {
    return `${head}: extreme values stretch the range there, so that ${plainPercent(other.crowding)} of all rows share the bin ${other.crowdedBin}`
  }
  if (other.expectedPsi > LOW_BAND / 2 && b > a) {
    return `${head}: with ${other.bins} bins chance alone gives ${plainNumber(other.expectedPsi)} at these row counts`
  }
  return `${head}: its ${other.bins} bins cut the values elsewhere than the ${main.bins} of the other`
}

function explainZeroRules(main: BinningReading): string[] {
  const values = main.byZeroRule.flatMap(({ zeroRule, psi }) => (psi === null ? [] : [{ zeroRule, psi }]))
  const [lowest, highest] = [
    values.reduce((least, entry) => (entry.psi < least.psi ? entry : least), values[0]),
    values.reduce((most, entry) => (entry.psi > most.psi ? entry : most), values[0]),
  ]
  const sentences: string[] = []
  if (lowest && highest && bandOf(lowest.psi) !== bandOf(highest.psi)) {
    const empty =
      main.oneSided.length > 0
        ? `bins that are empty on one side (${main.oneSided.slice(0, 3).join(', ')}) weigh as much as the rule gives them`
        : 'sparse bins weigh as much as the rule gives them'
    sentences.push(
      `PSI on the same bins is ${plainNumber(lowest.psi)} under ${lowest.zeroRule} and ${plainNumber(highest.psi)} under ${highest.zeroRule}: ${empty}`,
    )
  }
  if (main.byZeroRule.some(({ zeroRule, psi }) => zeroRule === 'none' && psi === null)) {
    sentences.push(
      `without a zero rule PSI is infinite, since ${main.oneSided.slice(0, 3).join(', ')} ${main.oneSided.length === 1 ? 'is' : 'are'} empty on one side`,
    )
  }
  return sentences
}

function explainNoise(measures: ColumnMeasures, main: BinningReading): string[] {
  const value = psiOf(main)
  if (value === null || main.expectedPsi < LOW_BAND / 4) return []
  return [
    `without any drift these row counts (${plainCount(measures.rows.reference)} and ${plainCount(measures.rows.current)}) show a PSI of about ${plainNumber(main.expectedPsi)} in ${main.bins} bins; ${value < 2 * main.expectedPsi ? 'the PSI found is of that size' : 'the PSI found is well above it'}`,
  ]
}

function explainPolicies(measures: ColumnMeasures, policies: readonly PolicyReading[]): string[] {
  const sentences: string[] = []
  const main = policies[0]
  const p = measures.ks?.pValue ?? measures.chi2?.pValue ?? null
  const psi = measures.psi?.value ?? null
  for (const other of policies.slice(1)) {
    if (!main || other.verdict === main.verdict) continue
    const head = `${main.policy} says ${main.verdict}, ${other.policy} says ${other.verdict}`
    const rows = Math.min(measures.rows.reference, measures.rows.current)
    if (p !== null && p < 0.05 && main.verdict === 'none') {
      sentences.push(
        `${head}: the change is significant (${plainProbability(p)}) at ${plainCount(rows)} rows, but small${psi === null ? '' : ` (PSI ${plainNumber(psi)})`}; ${other.reasons[0] ?? ''}`,
      )
    } else if (p !== null && p >= 0.05 && main.verdict === 'none') {
      sentences.push(
        `${head}: chance explains the change (${plainProbability(p)}), which ${other.policy} does not ask`,
      )
    } else {
      sentences.push(`${head}: ${other.reasons[0] ?? 'its measure differs'}`)
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
