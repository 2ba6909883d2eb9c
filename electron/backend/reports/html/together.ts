import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import { formatCount, formatNumber, formatPValue, formatShare } from '../words/numbers.ts'
import { type Html, html } from './escape.ts'
import { dataText } from './marks.ts'

const SHOWN_WEIGHTS = 5
const SHOWN_PAIRS = 3

/** What the numeric and boolean features say together, which no column says by itself. */
export function togetherTable(together: Multivariate): Html {
  if (together.reason !== null) return html`<p class="muted">Not computed: ${together.reason}.</p>`
  const { sample, columns, columns_left_out: leftOut } = together
  return html`<p>${formatCount(columns.length)} numeric and boolean features${leftOut > 0 ? ` (${formatCount(leftOut)} more were left out)` : null}, ${formatCount(sample.rows.reference)} and ${formatCount(sample.rows.current)} sampled rows, seed ${sample.seed}.</p>
<div class="scroll"><table class="statistics">
<thead><tr><th scope="col">Statistic</th><th scope="col">Value</th><th scope="col">Certainty</th><th scope="col">What it means</th></tr></thead>
<tbody>${[mmd(together), energy(together), reconstruction(together), correlation(together), classifier(together)]}</tbody>
</table></div>
${together.warnings.length === 0 ? null : html`<ul class="notes">${together.warnings.map((warning) => html`<li>Warning: ${warning}.</li>`)}</ul>`}`
}

function row(name: string, value: string, certainty: string, meaning: Html): Html {
  return html`<tr><th scope="row">${name}</th><td>${value}</td><td>${certainty}</td><td>${meaning}</td></tr>`
}

function mmd({ mmd: test, sample }: Multivariate): Html | null {
  if (test === null) return null
  return row(
    'Maximum mean discrepancy²',
    formatNumber(test.value),
    permuted(test.p_value, test.permutations),
    html`unbiased, RBF kernel of width ${formatNumber(test.sigma)} on ${formatCount(sample.kernel_rows.reference)} and ${formatCount(sample.kernel_rows.current)} rows; 0 is no difference`,
  )
}

function energy({ energy: test }: Multivariate): Html | null {
  if (test === null) return null
  return row(
    'Energy distance',
    formatNumber(test.value),
    permuted(test.p_value, test.permutations),
    html`of the standardised columns; 0 is no difference`,
  )
}

function reconstruction({ reconstruction: own }: Multivariate): Html | null {
  if (own === null) return null
  return row(
    'PCA reconstruction error',
    formatNumber(own.value),
    `baseline ${formatNumber(own.lower)} to ${formatNumber(own.upper)}`,
    html`${own.drifted ? 'outside' : 'within'} what chunks of the baseline show; ${own.components === 1 ? 'one component keeps' : `${formatCount(own.components)} components keep`} ${formatShare(own.explained)} of its variance`,
  )
}

function correlation({ correlation: own }: Multivariate): Html | null {
  if (own === null) return null
  const changed = own.largest.filter(({ p_adjusted }) => p_adjusted < 0.05).slice(0, SHOWN_PAIRS)
  return row(
    'Changed correlations',
    `${formatCount(own.changed)} of ${formatCount(own.pairs)}`,
    'Fisher z, adjusted p < 0.05',
    changed.length === 0
      ? html`no pair of columns moves together otherwise than before`
      : html`${changed.map((pair, index) => html`${index > 0 ? '; ' : null}${dataText(pair.first)} and ${dataText(pair.second)}: ${formatNumber(pair.reference)} → ${formatNumber(pair.current)}`)}`,
  )
}

function classifier({ classifier: own, sample }: Multivariate): Html | null {
  if (own === null) return null
  const weights = own.weights.slice(0, SHOWN_WEIGHTS)
  return row(
    'Domain classifier, ROC AUC',
    formatNumber(own.auc),
    `95% interval ${formatNumber(own.ci[0])} to ${formatNumber(own.ci[1])}, p ${withSign(formatPValue(own.p_value))}`,
    html`0.5 is no difference; ${formatCount(own.folds)}-fold, ${formatCount(sample.classifier_rows)} rows; told apart most by ${weights.map(({ column, share }, index) => html`${index > 0 ? ', ' : null}${dataText(column)} (${formatShare(share)})`)}`,
  )
}

function permuted(p: number | null, permutations: number): string {
  return p === null
    ? 'not tested'
    : `p ${withSign(formatPValue(p))} of ${formatCount(permutations)} permutations`
}

function withSign(p: string): string {
  return p.startsWith('<') ? p : `= ${p}`
}
