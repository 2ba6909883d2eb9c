import type { ColumnAuditDocument } from '#shared/contract/documents/column-audit.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { ColumnAudit } from '#shared/policy/audit/audit-column.ts'
import { SEVERITY_POLICIES } from '#shared/policy/severity-policy.ts'
import { say } from '#shared/words/say.ts'
import type { Services } from '../services.ts'
import { rowSourceOf } from './selections.ts'

/**
 * The audit view: reads the rows of one column of a finished comparison again and looks at them under every
 * convention. Rejects with `NOT_FOUND` for the run or its logs, `COLUMN_UNKNOWN`, `NOT_AVAILABLE` for a column that
 * was left out or a run of an earlier version, `CANCELLED`.
 */
export async function auditRunColumn(
  { store, pool }: Pick<Services, 'store' | 'pool'>,
  { run, column: name }: ParsedParams<'drift.audit'>,
  { cancelFlag, report }: JobContext,
): Promise<ColumnAuditDocument> {
  const { column } = await store.getRunColumn(run, name)
  const sides = await store.getRunSides(run)
  if (column.psi === null && column.ks === null && column.chi2 === null) {
    throw new AppError(
      'NOT_AVAILABLE',
      say('error.audit.uncompared', { name, reason: column.reasons[0] ?? say('error.audit.no_values') }),
      say('error.audit.uncompared.mend'),
    )
  }
  const [reference, current] = await Promise.all([
    store.getDataset(sides.reference.dataset),
    store.getDataset(sides.current.dataset),
  ])
  for (const { rows, document, name: log } of [reference, current]) {
    if (rows === document.rows_stored) continue
    throw new AppError(
      'NOT_AVAILABLE',
      say('error.audit.removed', { rows: document.rows_stored - rows, log }),
      say('error.audit.removed.mend'),
    )
  }
  const stored = reference.columns.find((one) => one.name === name)
  if (stored === undefined) {
    throw new AppError('COLUMN_UNKNOWN', `The stored log has no column "${name}".`, say('mend.run_again'))
  }
  report({
    stage: 'measuring',
    subject: name,
    done: 0,
    total: null,
    unit: 'steps',
    rows_per_second: null,
    seconds_left: null,
  })
  const [{ audit, rows }] = await pool.map(
    'auditColumn',
    [
      {
        column: name,
        storage: column.kind === 'boolean' ? 'boolean' : stored.storage,
        reference: rowSourceOf(reference, sides.reference.window),
        current: rowSourceOf(current, sides.current.window),
        cancelFlag,
      },
    ],
    { cancelFlag },
  )
  return { column: name, kind: column.kind, rows, ...describeAudit(audit) }
}

function describeAudit({
  readings,
  policies,
  disagreements,
}: ColumnAudit): Pick<ColumnAuditDocument, 'binnings' | 'policies' | 'disagreements'> {
  return {
    binnings: readings.map((reading) => ({
      binning: reading.binning,
      bins: reading.bins,
      dropped: reading.dropped,
      crowding: reading.crowding,
      crowded_bin: reading.crowdedBin,
      one_sided: [...reading.oneSided],
      expected_psi: reading.expectedPsi,
      js: { divergence: reading.jsDivergence, distance: reading.jsDistance, base: 2 },
      zero_rules: reading.byZeroRule.map(({ zeroRule, psi, kl }) => ({ zero_rule: zeroRule, psi, kl })),
    })),
    policies: policies.map(({ policy, verdict, reasons, audit }) => ({
      policy,
      summary: SEVERITY_POLICIES.find(({ name }) => name === policy)?.summary ?? '',
      verdict,
      reasons: [...reasons],
      audit: {
        power_at_threshold: audit.powerAtThreshold,
        false_alarm_rate: audit.falseAlarmRate,
        min_rows: audit.minRows,
        method: audit.method,
        reason: audit.reason,
      },
    })),
    disagreements: [...disagreements],
  }
}
