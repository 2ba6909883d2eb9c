import type { DriftDocument } from '#shared/contract/documents/drift.ts'
import { formatCount, formatPosition } from '../words/numbers.ts'
import { adjustmentWords, policySentences } from '../words/policy.ts'
import { type Html, html } from './escape.ts'

/** How the numbers of this document were made, in words, for a reader who has only the report. */
export function conventions(document: DriftDocument): Html {
  const numeric = document.columns.find((column) => column.ks !== null)?.psi
  const categorical = document.columns.find((column) => column.chi2 !== null)?.psi
  const any = numeric ?? categorical
  const js = document.columns.find((column) => column.js !== null)?.js
  const exact = document.columns.filter((column) => column.ks?.method === 'exact').length
  const tested = document.columns.filter((column) => column.ks !== null).length
  const adjusted = adjustmentWords(document.policy)
  const rules: (Html | null)[] = [
    html`<b>Verdict.</b> Policy <code>${document.policy}</code>. ${policySentences(document.policy)}`,
    numeric
      ? html`<b>Bins of numbers.</b> Binning <code>${numeric.binning}</code>, fixed on the baseline; the outer bins are open, so no row falls out; missing is a bin of its own.`
      : null,
    categorical
      ? html`<b>Bins of categories.</b> Binning <code>${categorical.binning}</code>; categories that the baseline never had are counted as unseen, missing is a bin of its own.`
      : null,
    any
      ? html`<b>Empty bins.</b> Zero rule <code>${any.zero_rule}</code>${any.zero_rule === 'half-count' ? ': half a row is added to every bin on both sides, then shares are taken' : null}.`
      : null,
    js
      ? html`<b>Logarithms.</b> Natural in PSI and Kullback–Leibler, base ${formatPosition(js.base)} in Jensen–Shannon.`
      : null,
    tested > 0
      ? html`<b>Tests.</b> One p-value a column: Kolmogorov–Smirnov for numbers (${exact === tested ? 'exact' : exact === 0 ? 'asymptotic' : `exact in ${formatCount(exact)} of ${formatCount(tested)} columns`}), χ² for the others, ${adjusted}.`
      : html`<b>Tests.</b> One p-value a column: χ² on counts, ${adjusted}.`,
    html`<b>Too few rows.</b> Below the needed number of rows the verdict is “too few rows”, never “no drift”.`,
  ]
  return html`<ul class="conventions">${rules.map((rule) => (rule === null ? null : html`<li>${rule}</li>`))}</ul>`
}
