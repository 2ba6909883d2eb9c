import type { WindowColumn, WindowDocument } from '#shared/contract/documents/window.ts'
import { type Verdict, worstVerdict } from '#shared/domain/verdict.ts'
import { type ResponseEvidence, spikeBin } from '#shared/policy/responses/evidence.ts'
import { MISSING_LABEL, UNSEEN_LABEL } from '#shared/stats/binning/bins.ts'
import { say } from '#shared/words/say.ts'

/** A column with more missing values than that is broken, where its baseline had fewer by half of it. */
const MOST_MISSING = 0.1
const OUTPUT_ROLES: ReadonlySet<string> = new Set(['score', 'prediction', 'confidence'])

export type WindowEvidence = Pick<
  ResponseEvidence,
  'high' | 'moderate' | 'low' | 'insufficient' | 'features' | 'predictions' | 'corrupt' | 'versions'
>

/** What a window against the baseline says about its features, its output, its health and its versions. */
export function windowEvidence({ columns }: Pick<WindowDocument, 'columns'>): WindowEvidence {
  const features = columns.filter(({ role }) => role === 'feature')
  const named = (verdict: Verdict) =>
    features.filter((column) => column.verdict === verdict).map(({ name }) => name)
  const outputs = columns.filter(({ role }) => OUTPUT_ROLES.has(role)).map(({ verdict }) => verdict)
  return {
    high: named('high'),
    moderate: named('moderate'),
    low: named('low'),
    insufficient: named('insufficient').length,
    features: features.length,
    predictions: outputs.length === 0 ? null : worstVerdict(outputs),
    corrupt: features.flatMap(faultsOf),
    versions: versionsOf(columns.find(({ role }) => role === 'version')),
  }
}

function faultsOf({ name, missing, infinite, psi }: WindowColumn): string[] {
  const faults: string[] = []
  if (missing.current > MOST_MISSING && missing.current - missing.reference > MOST_MISSING / 2) {
    faults.push(say('response.missing', { column: name, ...missing }))
  }
  if (infinite.current > 0) faults.push(say('response.infinite', { column: name, rows: infinite.current }))
  // Missing values are told above, and new categories are drift.
  const bins = (psi?.bins ?? []).filter(({ label }) => label !== MISSING_LABEL)
  const spike = spikeBin(bins)
  if (spike !== null && bins[spike].label !== UNSEEN_LABEL) {
    const sum = (side: 'reference' | 'current') => bins.reduce((total, bin) => total + bin[side], 0)
    const share = bins[spike].current / sum('current') - bins[spike].reference / sum('reference')
    faults.push(say('response.spike', { column: name, share, bin: bins[spike].label }))
  }
  return faults
}

function versionsOf(column: WindowColumn | undefined): ResponseEvidence['versions'] {
  const bins = (column?.psi?.bins ?? []).filter(
    ({ label, reference, current }) => label !== MISSING_LABEL && reference + current > 0,
  )
  if (bins.length === 0) return null
  return {
    known: bins.length,
    released: bins.some(({ reference, current }) => reference === 0 && current > 0),
  }
}
