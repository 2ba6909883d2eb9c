import type { QualityFinding } from '#shared/contract/documents/drift.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams, RunSummary } from '#shared/contract/operations.ts'
import { judgeRun } from '#shared/policy/severity.ts'
import type { RowSource, Sides } from '../compute/procedures.ts'
import type { Services } from '../services.ts'
import type { Dataset } from '../store/types.ts'
import { describeRun } from './describe-run.ts'
import { columnToJudge, explainColumns } from './measuring/explain-columns.ts'
import { measureColumns } from './measuring/measure-columns.ts'
import { groupRows, segmentColumn } from './measuring/row-groupings.ts'
import { columnsTogether, measureFeaturesTogether } from './measuring/together.ts'
import { type ComparisonPlan, planComparison } from './plan.ts'
import { policyOf } from './policy/policies.ts'
import { duplicateColumnFindings } from './quality/duplicate-columns.ts'
import { repeatedRowsFinding } from './quality/repeated-rows.ts'
import { timeFindings } from './quality/time-findings.ts'
import { rowSource, type Side, splitSides, wholeSide } from './selections.ts'
import { describeHeatmap } from './time/heatmap.ts'

const DEFAULT_MODEL = 'default'

type RunParams = ParsedParams<'drift.run'>

/**
 * The main job: imports both sides, measures every column they share, judges them, looks at their course in time, at
 * their segments and at all of them together, and keeps the result. `now` is the wall clock in UTC milliseconds.
 *
 * Rejects with `NOTHING_TO_COMPARE` when nothing can be computed, `BAD_PARAMS` for a policy and `COLUMN_UNKNOWN` for a
 * segment column that there is not, `CANCELLED` when the job was cancelled.
 */
export async function runComparison(
  services: Services,
  params: RunParams,
  context: JobContext,
  now: number = Date.now(),
): Promise<RunSummary> {
  const { pool, store, grants } = services
  const seed = params.seed ?? 0
  const backend = params.backend ?? (await store.getSettings()).backend
  const policy = await policyOf(params, grants)
  const sides = await importSides(services, params, context)
  const started = performance.now()
  const { reference, current } = sides
  const by = segmentColumn(params.by, reference.dataset.columns, current.dataset.columns)
  const plan = planComparison(reference.dataset.columns, current.dataset.columns)
  const sources = { reference: rowSource(reference), current: rowSource(current) }

  const grouped = await groupRows({ pool, sources, policy, by, now, context })
  const together = columnsTogether(plan.columns)
  const columns = await measureColumns(
    pool,
    { columns: plan.columns, sources, grouped, sampled: new Set(together.taken), policy, seed },
    context,
  )
  context.throwIfCancelled()
  const measured = new Map(plan.columns.map(({ name }, index) => [name, columns[index]]))
  const judgement = judgeRun(
    [...measured].flatMap(([name, column]) => columnToJudge(name, column, grouped) ?? []),
    policy,
  )
  // The longest task first, so that the others fill the time beside it.
  const [multivariate, explained, found] = await Promise.all([
    measureFeaturesTogether(services, together, measured, { seed, backend }, context),
    explainColumns(pool, { measured, judgements: judgement.columns, grouped, policy, seed }, context),
    lookAtRows(services, { plan, columns, sources, sides, surveys: grouped.surveys, now }, context),
  ])
  context.throwIfCancelled()
  const document = describeRun({
    plan,
    measured,
    judgement,
    explained,
    grouped,
    multivariate,
    policy,
    sides,
    found,
    seed,
    seconds: (performance.now() - started) / 1_000,
  })
  return store.saveRun({
    title: params.title ?? `${reference.title} → ${current.title}`,
    reference: reference.title,
    current: current.title,
    datasets: [...new Set([reference.dataset.id, current.dataset.id])],
    document,
    distributions: new Map(
      [...measured].flatMap(([name, { distribution }]) =>
        distribution === null ? [] : [[name, distribution] as const],
      ),
    ),
    details: {
      sides: {
        reference: { dataset: reference.dataset.id, window: reference.window },
        current: { dataset: current.dataset.id, window: current.window },
      },
      heatmap: describeHeatmap(explained, grouped, policy),
    },
  })
}

async function importSides(
  { ingest, grants }: Services,
  { source, mapping }: RunParams,
  context: JobContext,
): Promise<Sides<Side>> {
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

/** Findings that need rows again, beyond what measuring each column has seen. */
async function lookAtRows(
  { pool }: Services,
  request: {
    readonly plan: ComparisonPlan
    readonly columns: Parameters<typeof duplicateColumnFindings>[1]['measured']
    readonly sources: Sides<RowSource>
    readonly sides: Sides<Side>
    readonly surveys: Parameters<typeof timeFindings>[1]['surveys']
    readonly now: number
  },
  context: JobContext,
): Promise<QualityFinding[]> {
  const { plan, columns, sources, sides, surveys, now } = request
  const bothColumns = { reference: sides.reference.dataset.columns, current: sides.current.dataset.columns }
  const [inTime, duplicates, repeats] = await Promise.all([
    timeFindings(pool, { surveys, sources, columns: sides.current.dataset.columns, now }, context),
    duplicateColumnFindings(pool, { columns: plan.columns, measured: columns, sources }, context),
    repeatedRowsFinding(pool, { sources, columns: bothColumns }, context),
  ])
  return [...repeats, ...inTime, ...duplicates]
}
