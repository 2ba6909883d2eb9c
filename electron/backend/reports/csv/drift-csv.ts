import type { DriftColumn, DriftDocument } from '#shared/contract/documents/drift.ts'
import { worstFirst } from '../worst-first.ts'
import { type CsvValue, csvText } from './csv-cells.ts'

const FIELDS: readonly (readonly [string, (column: DriftColumn) => CsvValue])[] = [
  ['column', ({ name }) => name],
  ['kind', ({ kind }) => kind],
  ['role', ({ role }) => role],
  ['verdict', ({ verdict }) => verdict],
  ['reference_rows', ({ rows }) => rows.reference],
  ['current_rows', ({ rows }) => rows.current],
  ['reference_missing_share', ({ missing }) => missing.reference],
  ['current_missing_share', ({ missing }) => missing.current],
  ['psi', ({ psi }) => psi?.value ?? null],
  ['psi_ci_low', ({ psi }) => psi?.ci?.[0] ?? null],
  ['psi_ci_high', ({ psi }) => psi?.ci?.[1] ?? null],
  ['psi_expected_without_drift', ({ psi }) => psi?.expected ?? null],
  ['psi_binning', ({ psi }) => psi?.binning ?? null],
  ['psi_zero_rule', ({ psi }) => psi?.zero_rule ?? null],
  ['kl_divergence_nats', ({ kl }) => kl?.value ?? null],
  ['js_divergence', ({ js }) => js?.divergence ?? null],
  ['js_distance', ({ js }) => js?.distance ?? null],
  ['js_base', ({ js }) => js?.base ?? null],
  ['hellinger', ({ hellinger }) => hellinger?.value ?? null],
  ['ks_statistic', ({ ks }) => ks?.statistic ?? null],
  ['ks_p_value', ({ ks }) => ks?.p_value ?? null],
  ['ks_p_adjusted', ({ ks }) => ks?.p_adjusted ?? null],
  ['ks_method', ({ ks }) => ks?.method ?? null],
  ['wasserstein', ({ wasserstein }) => wasserstein?.value ?? null],
  ['wasserstein_normalized', ({ wasserstein }) => wasserstein?.normalized ?? null],
  ['chi2_statistic', ({ chi2 }) => chi2?.statistic ?? null],
  ['chi2_df', ({ chi2 }) => chi2?.df ?? null],
  ['chi2_p_value', ({ chi2 }) => chi2?.p_value ?? null],
  ['chi2_p_adjusted', ({ chi2 }) => chi2?.p_adjusted ?? null],
  ['cramers_v', ({ chi2 }) => chi2?.cramers_v ?? null],
  ['power_at_threshold', ({ audit }) => audit.power_at_threshold],
  ['false_alarm_rate', ({ audit }) => audit.false_alarm_rate],
  ['min_rows', ({ audit }) => audit.min_rows],
  ['onset_at', ({ onset }) => onset.at],
  ['reasons', ({ reasons }) => reasons.join('; ')],
  ['onset_low', ({ onset }) => onset.ci?.[0] ?? null],
  ['onset_high', ({ onset }) => onset.ci?.[1] ?? null],
  ['onset_until', ({ onset }) => onset.until ?? null],
  ['onset_in_baseline', ({ onset }) => (onset.at === null ? null : String(onset.in_baseline === true))],
]

/** The columns of a drift comparison, worst first, one line each; safe to open in a spreadsheet. */
export function driftCsv(document: DriftDocument): string {
  const header = FIELDS.map(([name]) => name)
  const lines = worstFirst(document.columns).map((column) => FIELDS.map(([, read]) => read(column)))
  return csvText([header, ...lines])
}
