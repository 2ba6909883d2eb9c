import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import { formatCount, formatNumber, formatPosition, formatPValue, NO_NUMBER } from '../words/numbers.ts'
import { type Html, html } from './escape.ts'

type Statistic = {
  readonly name: string
  readonly value: string
  readonly certainty: string
  readonly convention: string
}

/** Every statistic of a column with its certainty and the convention without which the number means nothing. */
export function statisticsTable(column: DriftColumn): Html {
  const rows = statisticsOf(column)
  if (rows.length === 0) return html`<p class="muted">No statistic could be computed for this column.</p>`
  return html`<div class="scroll"><table class="statistics">
<thead><tr><th scope="col">Statistic</th><th scope="col">Value</th><th scope="col">Certainty</th><th scope="col">Convention</th></tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${row.name}</th><td>${row.value}</td><td>${row.certainty}</td><td>${row.convention}</td></tr>`)}</tbody>
</table></div>`
}

function statisticsOf(column: DriftColumn): readonly Statistic[] {
  const { psi, kl, js, ks, wasserstein, hellinger, chi2 } = column
  const rows: Statistic[] = []
  if (psi !== null) {
    rows.push({
      name: 'Population stability index',
      value: formatNumber(psi.value),
      certainty:
        psi.ci === null ? NO_NUMBER : `95% interval ${formatNumber(psi.ci[0])} to ${formatNumber(psi.ci[1])}`,
      convention: `Σ (q−p) ln(q/p) over ${formatCount(psi.bins.length)} bins (${psi.binning}), zero rule ${psi.zero_rule}; ${formatNumber(psi.expected)} is expected without any drift`,
    })
  }
  if (ks !== null) {
    rows.push({
      name: 'Kolmogorov–Smirnov D',
      value: formatNumber(ks.statistic),
      certainty: pValues(ks.p_value, ks.p_adjusted),
      convention: `two-sided, ${ks.method} p-value${ks.location === null ? '' : `; widest gap at ${formatPosition(ks.location)}`}`,
    })
  }
  if (chi2 !== null) {
    rows.push({
      name: 'χ² of homogeneity',
      value: formatNumber(chi2.statistic),
      certainty: pValues(chi2.p_value, chi2.p_adjusted),
      convention: `on counts, ${formatCount(chi2.df)} degrees of freedom, bins with fewer than 5 expected rows pooled`,
    })
    if (chi2.cramers_v !== null) {
      rows.push({
        name: 'Cramér’s V',
        value: formatNumber(chi2.cramers_v),
        certainty: NO_NUMBER,
        convention: 'size of the χ² effect, 0 to 1',
      })
    }
  }
  if (wasserstein !== null) {
    rows.push({
      name: 'Wasserstein-1 distance',
      value: formatNumber(wasserstein.value),
      certainty: NO_NUMBER,
      convention:
        wasserstein.normalized === null
          ? 'in the units of the column'
          : `in the units of the column; ${formatNumber(wasserstein.normalized)} of the baseline’s standard deviation`,
    })
  }
  if (js !== null) {
    rows.push({
      name: 'Jensen–Shannon distance',
      value: formatNumber(js.distance),
      certainty: NO_NUMBER,
      convention: `logarithm to base ${formatPosition(js.base)}, plain shares of the same bins; the divergence is its square, ${formatNumber(js.divergence)}`,
    })
  }
  if (kl !== null) {
    rows.push({
      name: 'Kullback–Leibler',
      value: formatNumber(kl.value),
      certainty: NO_NUMBER,
      convention: 'divergence of baseline ‖ current, Σ p ln(p/q), natural logarithm, same bins',
    })
  }
  if (hellinger !== null) {
    rows.push({
      name: 'Hellinger distance',
      value: formatNumber(hellinger.value),
      certainty: NO_NUMBER,
      convention: '0 to 1, plain shares of the same bins',
    })
  }
  return rows
}

function pValues(plain: number, adjusted: number | null): string {
  const text = `p ${withSign(formatPValue(plain))}`
  return adjusted === null ? text : `${text}, adjusted ${withSign(formatPValue(adjusted))}`
}

function withSign(p: string): string {
  return p.startsWith('<') ? p : `= ${p}`
}
