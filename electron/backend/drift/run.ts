import type { DriftDocument, QualityFinding } from '#shared/contract/documents/drift.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams, RunSummary } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { type JudgedColumn, judgeRun, type RunJudgement } from '#shared/policy/severity.ts'
import type { MeasureColumnTask, MeasuredColumn } from '../compute/procedures.ts'
import type { Services } from '../services.ts'
import type { Dataset } from '../store/types.ts'
import { VERSION } from '../version.ts'
import { describeColumn } from './describe-column.ts'
import { emptyColumnFindings, importFindings, missingFindings, sameContentFinding } from './findings.ts'
import { type ComparisonPlan, planComparison } from './plan.ts'
import { policyNamed } from './policies.ts'
import { rowSource, type Side, splitSides, wholeSide } from './selections.ts'

const DEFAULT_MODEL = 'default'

/**
 * The main job: imports both sides, measures every column they share, judges them, and keeps the result.
 * Rejects with `NOTHING_TO_COMPARE` when nothing can be computed, with `CANCELLED` when the job was cancelled.
 */
export async function runComparison(
  services: Services,
  params: ParsedParams<'drift.run'>,
  context: JobContext,
): Promise<RunSummary> {
  const policy = policyNamed(params.policy)
  const { reference, current } = await importSides(services, params, context)
  const started = performance.now()
  const plan = planComparison(reference.dataset.columns, current.dataset.columns)
  const measured = await measureColumns(services, plan, { reference, current }, params.seed ?? 0, context)
  context.throwIfCancelled()

  const judged: JudgedColumn[] = plan.columns.flatMap(({ name }, index) => {
    const { measures } = measured[index]
    return measures === null ? [] : [{ name, measures }]
  })
  const judgement = judgeRun(judged, policy)
  const document = describeRun({ plan, measured, judgement, reference, current, started })
  return services.store.saveRun({
    title: params.title ?? `${reference.title} → ${current.title}`,
    reference: reference.title,
    current: current.title,
    datasets: [...new Set([reference.dataset.id, current.dataset.id])],
    document,
    distributions: new Map(
      plan.columns.flatMap(({ name }, index) => {
        const { distribution } = measured[index]
        return distribution === null ? [] : [[name, distribution] as const]
      }),
    ),
  })
}

async function importSides(
  { ingest, grants }: Services,
  { source, mapping }: ParsedParams<'drift.run'>,
  context: JobContext,
): Promise<{ reference: Side; current: Side }> {
  const importFiles = (files: Parameters<typeof grants.resolve>[0]): Promise<Dataset> =>
    ingest.importFiles(
      {
        files: grants.resolve(files),
        model: mapping?.model ?? DEFAULT_MODEL,
        ...(mapping === undefined ? {} : { mapping }),
      },
      context,
    )
  if (source.kind === 'split') return splitSides(await importFiles(source.files), source.at)
  const reference = await importFiles(source.reference)
  context.throwIfCancelled()
  const current = await importFiles(source.current)
  context.throwIfCancelled()
  return { reference: wholeSide(reference), current: wholeSide(current) }
}

async function measureColumns(
  { pool }: Services,
  plan: ComparisonPlan,
  sides: { reference: Side; current: Side },
  seed: number,
  context: JobContext,
): Promise<MeasuredColumn[]> {
  const [reference, current] = [rowSource(sides.reference), rowSource(sides.current)]
  const tasks = plan.columns.map(
    (column): MeasureColumnTask => ({
      column: column.name,
      storage: column.storage,
      missingOnly: column.leftOut !== null,
      reference,
      current,
      seed,
      cancelFlag: context.cancelFlag,
    }),
  )
  let done = 0
  const report = (subject: string) =>
    context.report({
      stage: 'measuring',
      subject,
      done,
      total: tasks.length,
      unit: 'columns',
      rows_per_second: null,
      seconds_left: null,
    })
  report(plan.columns[0].name)
  return pool.map('measureColumn', tasks, {
    cancelFlag: context.cancelFlag,
    onResult: (index) => {
      done += 1
      report(plan.columns[index].name)
    },
  })
}

type FinishedRun = {
  readonly plan: ComparisonPlan
  readonly measured: readonly MeasuredColumn[]
  readonly judgement: RunJudgement
  readonly reference: Side
  readonly current: Side
  readonly started: number
}

function describeRun({ plan, measured, judgement, reference, current, started }: FinishedRun): DriftDocument {
  const rows = rowsOf(measured, reference, current)
  const judgements = new Map(judgement.columns.map((column) => [column.name, column]))
  const rates = plan.columns.map(({ name }, index) => ({
    name,
    rows: measured[index].rows,
    missing: measured[index].missing,
  }))
  const quality: QualityFinding[] = [
    ...plan.findings,
    ...sameContentFinding(reference.hash, current.hash),
    ...importFindings(reference.dataset, current.dataset),
    ...emptyColumnFindings(rates),
    ...missingFindings(judgement.columns),
    ...plan.columns.flatMap(({ name, leftOut, kind }) =>
      kind === 'text' && leftOut !== null
        ? [{ code: 'text_left_out', column: name, severity: 'info' as const, detail: `${leftOut}.` }]
        : [],
    ),
  ]
  return {
    schema: 'driftdesk.drift/1',
    reference: { rows: rows[0], hash: reference.hash },
    current: { rows: rows[1], hash: current.hash },
    policy: judgement.policy,
    columns: plan.columns.map((planned, index) =>
      describeColumn(planned, measured[index], judgements.get(planned.name) ?? null),
    ),
    quality,
    summary: {
      verdict: judgement.summary.verdict,
      drifted: judgement.summary.drifted,
      columns: judgement.summary.columns,
    },
    engine: { version: VERSION, backend: 'cpu', seconds: (performance.now() - started) / 1_000 },
  }
}

function rowsOf(
  measured: readonly MeasuredColumn[],
  reference: Side,
  current: Side,
): readonly [number, number] {
  const rows = measured[0].rows
  const empty = rows[0] === 0 ? reference : rows[1] === 0 ? current : undefined
  if (empty === undefined) return rows
  throw new AppError(
    'NOTHING_TO_COMPARE',
    `${empty.title} has no rows.`,
    'Choose a file, or a cut, with rows.',
  )
}
