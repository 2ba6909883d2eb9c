import type { DriftDocument, QualityFinding } from '#shared/contract/documents/drift.ts'
import type { Multivariate } from '#shared/contract/documents/multivariate.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { RunJudgement } from '#shared/policy/severity.ts'
import type { SeverityPolicy } from '#shared/policy/severity-policy.ts'
import { say } from '#shared/words/say.ts'
import type { ExplainedColumn } from '../compute/explain/explain-column.ts'
import type { MeasuredColumn, Sides } from '../compute/procedures.ts'
import { VERSION } from '../version.ts'
import { describeColumn } from './describe-column.ts'
import type { RowGroupings } from './measuring/row-groupings.ts'
import type { ComparisonPlan } from './plan.ts'
import { columnFindings } from './quality/column-findings.ts'
import {
  emptyColumnFindings,
  importFindings,
  missingFindings,
  sameContentFinding,
} from './quality/import-findings.ts'
import type { Side } from './selections.ts'

export type FinishedRun = {
  readonly plan: ComparisonPlan
  readonly measured: ReadonlyMap<string, MeasuredColumn>
  readonly judgement: RunJudgement
  readonly explained: ReadonlyMap<string, ExplainedColumn>
  readonly grouped: RowGroupings
  readonly multivariate: Multivariate
  readonly policy: SeverityPolicy
  readonly sides: Sides<Side>
  /** Findings that were made apart from measuring the columns. */
  readonly found: readonly QualityFinding[]
  readonly seed: number
  readonly seconds: number
}

/**
 * A finished comparison as its document.
 * @throws AppError `NOTHING_TO_COMPARE` when a side has no rows.
 */
export function describeRun(run: FinishedRun): DriftDocument {
  const { plan, judgement, sides, grouped } = run
  const measured = [...run.measured.values()]
  const rows = rowsOf(measured, sides)
  const judgements = new Map(judgement.columns.map((column) => [column.name, column]))
  return {
    schema: 'driftdesk.drift/1',
    reference: { rows: rows[0], hash: sides.reference.hash },
    current: { rows: rows[1], hash: sides.current.hash },
    policy: judgement.policy,
    columns: plan.columns.map((planned, index) => {
      const judged = judgements.get(planned.name)
      const explained = run.explained.get(planned.name)
      return describeColumn(planned, measured[index], {
        judgement: judged ?? null,
        explained: explained ?? null,
        policy: run.policy,
        family: judgement.columns.filter(({ pAdjusted }) => pAdjusted !== null).length,
        grouped,
      })
    }),
    quality: qualityOf(run, measured),
    summary: {
      verdict: judgement.summary.verdict,
      drifted: judgement.summary.drifted,
      columns: judgement.summary.columns,
    },
    multivariate: run.multivariate,
    ...(grouped.segments === null ? {} : { by: grouped.segments.by }),
    seed: run.seed,
    engine: { version: VERSION, backend: run.multivariate.backend?.name ?? 'cpu', seconds: run.seconds },
  }
}

function qualityOf(
  { plan, judgement, sides, found }: FinishedRun,
  measured: readonly MeasuredColumn[],
): QualityFinding[] {
  const { reference, current } = sides
  return [
    ...plan.findings,
    ...sameContentFinding(reference.hash, current.hash),
    ...importFindings(reference.dataset, current.dataset),
    ...emptyColumnFindings(
      plan.columns.map(({ name }, index) => ({
        name,
        rows: measured[index].rows,
        missing: measured[index].missing,
      })),
    ),
    ...missingFindings(judgement.columns),
    ...columnFindings(plan.columns, measured),
    ...found,
    ...plan.columns.flatMap(({ name, leftOut, kind }) =>
      kind === 'text' && leftOut !== null
        ? [{ code: 'text_left_out', column: name, severity: 'info' as const, detail: `${leftOut}.` }]
        : [],
    ),
  ]
}

function rowsOf(
  measured: readonly MeasuredColumn[],
  { reference, current }: Sides<Side>,
): readonly [number, number] {
  const rows = measured[0].rows
  const empty = rows[0] === 0 ? reference : rows[1] === 0 ? current : undefined
  if (empty === undefined) return rows
  throw new AppError(
    'NOTHING_TO_COMPARE',
    say('error.file.no_rows', { file: empty.title }),
    say('error.file.no_rows.cut'),
  )
}
