import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { Term } from '../../i18n/terms.ts'
import type { Translator } from '../../i18n/translator.ts'

/** One statistic as the table shows it: never without its convention. */
export type StatisticRow = {
  readonly term: Term
  readonly value: number
  /** The value as it is written. */
  readonly shown: string
  readonly interval: readonly [number, number] | null
  /** Adjusted p-value of the column's test; undefined for what is no test. */
  readonly p: number | null | undefined
  readonly convention: readonly string[]
}

/** The statistics that a column has, its main one first. */
export function statisticRows(column: DriftColumn, t: Translator): readonly StatisticRow[] {
  const { psi, ks, chi2, wasserstein, js, kl, hellinger } = column
  const rows: StatisticRow[] = []
  const add = (term: Term, value: number, convention: readonly string[], more: Partial<StatisticRow> = {}) =>
    rows.push({
      term,
      value,
      shown: t.numbers.statistic(value),
      interval: null,
      p: undefined,
      convention,
      ...more,
    })

  if (psi !== null) {
    const convention = [
      t.text('convention.binning', { name: psi.binning, count: psi.bins.length }),
      t.text('convention.zero', { name: psi.zero_rule }),
      t.text('convention.natural'),
      t.text('convention.expected', { value: t.numbers.statistic(psi.expected) }),
    ]
    add('psi', psi.value, convention, { interval: psi.ci })
  }
  if (ks !== null) {
    add(
      'ks',
      ks.statistic,
      [
        t.text(ks.method === 'exact' ? 'convention.exact' : 'convention.asymptotic'),
        t.text('convention.p', { p: t.numbers.pValue(ks.p_value) }),
        ...(ks.location === null ? [] : [t.text(GAP[gapSide(ks.sign)], { at: t.numbers.axis(ks.location) })]),
      ],
      { p: ks.p_adjusted },
    )
  }
  if (chi2 !== null) {
    add(
      'chi2',
      chi2.statistic,
      [
        t.text('convention.df', { df: chi2.df }),
        t.text('convention.p', { p: t.numbers.pValue(chi2.p_value) }),
      ],
      {
        p: chi2.p_adjusted,
      },
    )
    if (chi2.cramers_v !== null) add('cramers_v', chi2.cramers_v, [t.text('convention.cramers')])
  }
  if (wasserstein !== null) {
    add(
      'wasserstein',
      wasserstein.value,
      [
        t.text('convention.units'),
        ...(wasserstein.normalized === null
          ? []
          : [t.text('convention.normalized', { value: t.numbers.statistic(wasserstein.normalized) })]),
      ],
      { shown: t.numbers.measure(wasserstein.value) },
    )
  }
  if (js !== null) {
    add('js', js.distance, [
      t.text('convention.js', { base: js.base, divergence: t.numbers.statistic(js.divergence) }),
      t.text('convention.same'),
    ])
  }
  if (kl !== null) add('kl', kl.value, [t.text('convention.kl'), t.text('convention.same')])
  if (hellinger !== null) add('hellinger', hellinger.value, [t.text('convention.same')])
  return rows
}

const GAP = {
  higher: 'convention.gap.higher',
  lower: 'convention.gap.lower',
  none: 'convention.gap',
} as const

/** Sign +1: the baseline's cumulative curve is the higher one at the gap, so the current values are larger. */
function gapSide(sign: number): keyof typeof GAP {
  return sign > 0 ? 'higher' : sign < 0 ? 'lower' : 'none'
}
