import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import { formatCount, formatPosition } from '../words/numbers.ts'
import { type Html, html } from './escape.ts'

const POLICIES: Readonly<Record<string, string>> = {
  default:
    'A column needs both a significant test (adjusted p below 0.05) and an effect. Low: PSI of at least 0.05. Moderate: PSI of at least 0.1, or D, Cramér’s V or the Wasserstein distance over the baseline’s standard deviation of at least 0.1. High: PSI, D or V of at least 0.2.',
}

/** How the numbers of this document were made, in words, for a reader who has only the report. */
export function conventions(document: DriftDocument): Html {
  const numeric = document.columns.find((column) => column.ks !== null)?.psi
  const categorical = document.columns.find((column) => column.chi2 !== null)?.psi
  const js = document.columns.find((column) => column.js !== null)?.js
  const exact = document.columns.filter((column) => column.ks?.method === 'exact').length
  const tested = document.columns.filter((column) => column.ks !== null).length
  const policy = POLICIES[document.policy]
  const rules: (Html | null)[] = [
    html`<b>Verdict.</b> Policy <code>${document.policy}</code>. ${policy}`,
    numeric
      ? html`<b>Bins of numbers.</b> Binning <code>${numeric.binning}</code>, fixed on the baseline; the outer bins are open, so no row falls out; missing is a bin of its own.`
      : null,
    categorical
      ? html`<b>Bins of categories.</b> Binning <code>${categorical.binning}</code>; categories that the baseline never had are counted as unseen, missing is a bin of its own.`
      : null,
    (numeric ?? categorical)
      ? html`<b>Empty bins.</b> Zero rule <code>${(numeric ?? categorical)?.zero_rule}</code>${(numeric ?? categorical)?.zero_rule === 'half-count' ? ': half a row is added to every bin on both sides, then shares are taken' : null}.`
      : null,
    js
      ? html`<b>Logarithms.</b> Natural in PSI and Kullback–Leibler, base ${formatPosition(js.base)} in Jensen–Shannon.`
      : null,
    tested > 0
      ? html`<b>Tests.</b> One p-value a column: Kolmogorov–Smirnov for numbers (${exact === tested ? 'exact' : exact === 0 ? 'asymptotic' : `exact in ${formatCount(exact)} of ${formatCount(tested)} columns`}), χ² for the others, adjusted together after Benjamini and Hochberg.`
      : html`<b>Tests.</b> One p-value a column: χ² on counts, adjusted together after Benjamini and Hochberg.`,
    html`<b>Too few rows.</b> Below the needed number of rows the verdict is “too few rows”, never “no drift”.`,
  ]
  return html`<ul class="conventions">${rules.map((rule) => (rule === null ? null : html`<li>${rule}</li>`))}</ul>`
}
