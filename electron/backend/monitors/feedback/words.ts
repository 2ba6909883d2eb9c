import type { Evidence, LoopTestName } from '#shared/stats/loop/evidence.ts'
import type { LoopResult } from '#shared/stats/loop/loop-test.ts'
import type { LoopSums } from '#shared/stats/loop/sums.ts'

type ApplicableEvidence = Extract<Evidence, { readonly applicable: true }>

const NAMES: Readonly<Record<LoopTestName, string>> = {
  correlation: 'score and outcome correlate',
  tightening: 'score and outcome go together ever more tightly',
  lead_lag: 'past predictions move later outcomes or inputs',
  arm_contrast: 'the outcome moves with the score only where the model decides',
  self_training: 'labels are of the model’s own making',
  narrowing: 'what the model predicts or shows narrows',
  contraction: 'the model grows surer of itself without growing better',
}

/** Three significant digits. */
export function short(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value)
  return String(Number(value.toPrecision(3)))
}

/** A p-value as a person reads it. */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${short(p)}`
}

/** What was found over all tests. */
export function foundText(result: LoopResult): string {
  const supporting = result.tests.filter(({ supports }) => supports).map(({ name }) => NAMES[name])
  const reasons = listed(supporting)
  const { gain } = result.contrast
  const strength =
    gain === null
      ? ''
      : ` A unit of score moves the outcome by ${short(gain.value)} (${Math.round(gain.confidence * 100)}% interval ${short(gain.interval[0])} to ${short(gain.interval[1])})${
          result.amplification !== null && gain.interval[0] > 0
            ? `, which the loop amplifies ${short(result.amplification)} times`
            : ''
        }.`
  switch (result.verdict) {
    case 'likely':
      return `The model very likely feeds on its own output: ${reasons}.${strength}`
    case 'possible':
      return `A loop is possible: ${reasons}. ${
        gain !== null && gain.pValue < 0.05
          ? 'Nothing shows yet that it tightens in time.'
          : 'By itself that is no proof.'
      }${strength}`
    case 'none':
      return `No sign of a loop in ${result.tests.filter(({ evidence }) => evidence.applicable).length} tests. A high correlation alone is what a good model looks like.${strength}`
    case 'insufficient':
      return `${result.reason ?? 'Too little to say.'}`
  }
}

/** What would settle the question, most useful first. */
export function settleTexts(result: LoopResult, sums: LoopSums, rowsPerDay: number | null): string[] {
  const texts: string[] = []
  const { gain } = result.contrast
  if (result.labelled < 1_000) {
    texts.push('Bring labels: at least 1,000 rows with a score and an outcome.')
  }
  if (gain === null && sums.comparison === null) {
    const days =
      rowsPerDay === null || rowsPerDay <= 0
        ? ''
        : ` At ${short(rowsPerDay)} rows a day it has 1,000 rows after ${short(Math.max(1, Math.ceil(1_000 / (0.05 * rowsPerDay))))} days.`
    texts.push(
      `Add a random arm: let chance decide 5% of the rows and log who decided (role served_by). It measures the loop gain.${days}`,
    )
  } else if (gain !== null && sums.comparison === 'observed') {
    texts.push(
      'The rows that the model did not decide were chosen by rules or people. A 5% random arm would rule out that they differ.',
    )
  } else if (gain !== null && gain.detectable > 0.1) {
    texts.push(
      `The random arm is small: a gain under ${short(gain.detectable)} would go unseen. Twice the rows narrow it by a third.`,
    )
  }
  const applicable = (name: LoopTestName) =>
    result.tests.some((test) => test.name === name && test.evidence.applicable)
  if (!applicable('self_training')) {
    texts.push(
      'Log which outcomes the model shaped (role model_influenced): it shows how much of the labels is of its own making.',
    )
  }
  if (sums.starts === null)
    texts.push(
      'Log the time of each prediction (role timestamp): without it nothing is known about what came first.',
    )
  return texts
}

/** What one test found. */
export function findingOf(name: LoopTestName, evidence: Evidence, supports: boolean): string {
  if (!evidence.applicable) return `Not tested: ${evidence.reason}.`
  const { facts, value, pValue } = evidence
  const number = (key: string): string => {
    const fact = facts[key]
    return typeof fact === 'number' ? short(fact) : String(fact)
  }
  const p = pText(pValue)
  switch (name) {
    case 'correlation':
      return `Score and outcome correlate at ${short(value)}. That is context: a good model correlates, too.`
    case 'tightening':
      return supports
        ? `The correlation tightened from ${number('first')} to ${number('last')} over ${number('windows')} windows (${p}).`
        : `The correlation went from ${number('first')} to ${number('last')} over ${number('windows')} windows, no clear rise (${p}).`
    case 'lead_lag':
      return leadFinding(evidence, supports)
    case 'arm_contrast': {
      const way = value > 0 ? 'towards the score' : 'away from the score'
      return supports
        ? `Where the model decides, a unit of score moves the outcome by ${short(value)} ${way}, compared at the same score and time with ${number('rows_comparison')} rows that it did not decide (${p}).`
        : `At the same score and time, outcomes are alike whoever decides: ${short(value)} a unit of score (${p}). A gain of ${number('detectable_gain')} would have been found.`
    }
    case 'self_training': {
      const half = facts.passes_half_at
      return `The model shaped ${short(value * 100)}% of the latest labels (${p})${
        typeof half === 'string' ? `; one half is passed on ${half.slice(0, 10)}` : ''
      }.`
    }
    case 'narrowing':
      return supports
        ? `${measureWords(String(facts.measure))} fell by ${short(Number(facts.fall) * 100)}% (${p}).`
        : `Nothing of ${number('measures')} measures of variety falls clearly (${p}).`
    case 'contraction':
      return supports
        ? facts.measure === 'overconfidence'
          ? `Confidence rises by ${number('change')} over what the accuracy allows (${p}).`
          : `The spread of predictions against that of outcomes fell by ${short((1 - Math.exp(Number(facts.change))) * 100)}% (${p}).`
        : `Predictions keep their spread, or confidence moves with accuracy (${p}).`
  }
}

function leadFinding({ facts, value, pValue }: ApplicableEvidence, supports: boolean): string {
  const at = `at steps of ${short(Number(facts.step_hours))} h`
  const what = facts.input === null ? 'outcomes' : `values of the input ${facts.input}`
  if (!supports)
    return `Past predictions say no more about ${what} than later ones do, ${at} (${pText(pValue)}).`
  const beyond =
    facts.input === null
      ? 'beyond the reverse'
      : 'beyond the reverse and beyond what any other input explains'
  return `Past predictions move later ${what} ${beyond}, ${at}: they explain ${short(value * 100)}% of what is left (${pText(pValue)}).`
}

function measureWords(measure: string): string {
  const [kind, column] = measure.split(':')
  switch (kind) {
    case 'score_spread':
      return 'The spread of the score'
    case 'effective_values':
      return 'The effective number of different values shown'
    case 'coverage':
      return 'The number of different values shown'
    case 'selection_evenness':
      return `The evenness of selection over ${column ?? 'groups'}`
    default:
      return 'The spread of the inputs'
  }
}

function listed(parts: readonly string[]): string {
  return parts.length < 2
    ? parts.join('')
    : `${parts.slice(0, -1).join(', ')}, and ${parts[parts.length - 1]}`
}
