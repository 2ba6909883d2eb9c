import type { DriftColumn } from '#shared/contract/documents/drift.ts'
import type { ExaminedColumn } from '#shared/contract/documents/model.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import { judgeInFamily } from '#shared/policy/severity.ts'
import { DEFAULT_POLICY } from '#shared/policy/severity-policy.ts'
import type { ColumnMeasures } from '#shared/stats/drift/measures.ts'
import { say } from '#shared/words/say.ts'
import type { RowSource, Sides } from '../../compute/procedures.ts'
import { mostRows } from '../../compute/read-selection.ts'
import { sampleRowNumbers } from '../../compute/sample-values.ts'
import { describeColumn } from '../../drift/describe-column.ts'
import { cellProgress } from '../../drift/measuring/progress.ts'
import { type RowGroupings, segmentColumn } from '../../drift/measuring/row-groupings.ts'
import type { PlannedColumn } from '../../drift/plan.ts'
import { baselineRows } from '../../profiles/exact-window.ts'
import { commonColumns, rowSourceOf } from '../../profiles/row-source.ts'
import { selectionWindow } from '../../profiles/windows.ts'
import type { Services } from '../../services.ts'
import type { Dataset, StoredColumn } from '../../store/types.ts'
import { datedChanges } from './date-changes.ts'

type ExamineParams = ParsedParams<'models.examine'>

const SAMPLED_ROWS = 5_000
const MOST_OTHERS = 40
const SEED = 0

/**
 * One column from the rows of both sides, of one segment where asked for: exact values, the audit of its verdict, its onset, the segments of another
 * column and its correlations. It is judged in the family of all columns of the window, as the counts give them.
 *
 * Rejects with `COLUMN_UNKNOWN`, `NOT_AVAILABLE` without a baseline or its rows, `CANCELLED`.
 */
export async function examineColumn(
  services: Services,
  params: ExamineParams,
  context: JobContext,
): Promise<ExaminedColumn> {
  const { pool, profiles, store } = services
  const started = performance.now()
  const { model, column: name, by } = params
  const { baseline, datasets: ids } = await profiles.resolve({ model, baseline: params.baseline })
  const datasets = await Promise.all(ids.map((id) => store.getDataset(id)))
  const window = selectionWindow(params.window)
  const reference =
    params.reference === undefined
      ? await baselineRows(store, model, await profiles.baselineSource(baseline.id))
      : rowSourceOf(datasets, selectionWindow(params.reference))
  const { segment } = params
  const sources = {
    reference: { ...reference, segment },
    current: { ...rowSourceOf(datasets, window), segment },
  }
  // The counts are on the bins of the baseline; bins of other rows would make another PSI of the same ones.
  const frozen = await profiles.columnBins(baseline.id, name)
  const columns = commonColumns(datasets)
  const planned = plannedColumn(columns, name)
  const grouped = await segmentGroups(services, sources, segmentColumn(by, columns, columns), context)
  const { cancelFlag } = context
  const rows = mostRows(sources.reference) + mostRows(sources.current)
  const progress = cellProgress(context, { rows, columns: [name] })
  const [measured] = await pool.map(
    'measureColumn',
    [
      {
        ...sources,
        column: name,
        storage: planned.storage,
        role: planned.role,
        missingOnly: planned.leftOut !== null,
        seed: SEED,
        binning: DEFAULT_POLICY.binning,
        ...(frozen === null ? {} : { frozen }),
        groupings: grouped.groupings,
        sample: null,
        cancelFlag,
      },
    ],
    { cancelFlag, onProgress: progress.read, onResult: progress.finished },
  )
  const { measures } = measured
  if (measures === null) {
    const nothing = { judgement: null, explained: null, policy: DEFAULT_POLICY, family: 0, grouped }
    return {
      column: describeColumn(planned, measured, nothing),
      distribution: null,
      correlation: null,
      seconds: (performance.now() - started) / 1_000,
    }
  }
  const others = await otherTests(services, params, name)
  const judgement = judgeInFamily({ name, measures }, others, DEFAULT_POLICY)
  const family = others.length + 1
  const segments = grouped.segments && { labels: grouped.segments.labels, counts: measured.grouped[0] }
  const [[explained], onset, correlation] = await Promise.all([
    pool.map(
      'explainColumn',
      [
        {
          measures,
          policy: DEFAULT_POLICY,
          family,
          timed: null,
          onset: null,
          segments,
          seed: SEED,
          cancelFlag,
        },
      ],
      { cancelFlag },
    ),
    onsetOf(services, params, judgement.verdict, context),
    correlated(services, { planned, columns, sources, measures }, context),
  ])
  context.throwIfCancelled()
  return {
    column: {
      ...describeColumn(planned, measured, { judgement, explained, policy: DEFAULT_POLICY, family, grouped }),
      onset,
    },
    distribution: measured.distribution,
    correlation,
    seconds: (performance.now() - started) / 1_000,
  }
}

function plannedColumn(columns: readonly StoredColumn[], name: string): PlannedColumn {
  const column = columns.find((one) => one.name === name)
  if (column === undefined) {
    throw new AppError('COLUMN_UNKNOWN', say('error.column.mixed', { name }), say('error.column.mixed.mend'))
  }
  const { kind, role, storage } = column
  return { name, kind, role, storage, leftOut: kind === 'text' ? 'Free text is not compared' : null }
}

/** How the rows are grouped: by segment where asked for, and by nothing else. */
async function segmentGroups(
  { pool }: Services,
  sources: Sides<RowSource>,
  by: ReturnType<typeof segmentColumn>,
  { cancelFlag }: JobContext,
): Promise<RowGroupings> {
  const survey = {
    rows: 0,
    timed: 0,
    range: null,
    late: 0,
    greatestLatenessMs: 0,
    future: { rows: 0, greatestLeadMs: 0 },
    hourly: new Float64Array(0),
  }
  const nothing = {
    surveys: { reference: survey, current: survey },
    timeline: null,
    segments: null,
    runs: 0,
    groupings: [],
    places: { time: null, segments: null, chunks: null },
  }
  if (by === null) return nothing
  const task = { ...sources, column: by.name, storage: by.storage, cancelFlag }
  const [{ labels, reference, current }] = await pool.map('groupBySegment', [task], { cancelFlag })
  return {
    ...nothing,
    segments: { by: by.name, labels },
    groupings: [{ reference, current }],
    places: { time: null, segments: 0, chunks: null },
  }
}

/** The p-values of the tests of the other columns that were judged in the window. */
async function otherTests({ profiles }: Services, params: ExamineParams, name: string): Promise<number[]> {
  const counted = await profiles.queryWindow({
    ...params,
    window: selectionWindow(params.window),
    reference: params.reference && selectionWindow(params.reference),
  })
  return counted.columns.flatMap(({ name: other, ks, chi2 }) => {
    const test = ks ?? chi2
    return other === name || test === null || test.p_adjusted === null ? [] : [test.p_value]
  })
}

async function onsetOf(
  services: Services,
  { model, baseline, column, segment }: ExamineParams,
  verdict: DriftColumn['verdict'],
  context: JobContext,
): Promise<DriftColumn['onset']> {
  const nothing = (reason: string) => ({ at: null, ci: null, reason })
  if (verdict === 'insufficient') return nothing(say('onset.few_rows'))
  if (verdict === 'none') return nothing(say('onset.no_change'))
  const dated = await datedChanges(services, { model, baseline, columns: [column], segment }, context)
  if (dated === null) return nothing(say('onset.no_log_times'))
  const [changes = []] = dated.changes
  const main = changes.find((change) => change.main)
  const step = dated.stepWords
  if (main === undefined) {
    return {
      ...nothing(say('onset.not_one_time')),
      changes: [],
      step,
    }
  }
  return {
    at: main.at,
    ci: main.ci,
    changes: changes.map(({ at, ci, p_value }) => ({ at, ci, p_value })),
    step,
  }
}

/** Numeric features, by a sample of the rows of both sides. */
async function correlated(
  { pool }: Services,
  {
    planned,
    columns,
    sources,
    measures,
  }: {
    readonly planned: PlannedColumn
    readonly columns: readonly StoredColumn[]
    readonly sources: Sides<RowSource>
    readonly measures: ColumnMeasures
  },
  { cancelFlag }: JobContext,
): Promise<ExaminedColumn['correlation']> {
  if (planned.storage !== 'number' || measures.scale !== 'numeric') return null
  const others = columns
    .filter(({ name, kind, storage, role }) => {
      return name !== planned.name && kind === 'numeric' && storage === 'number' && CORRELATED.has(role)
    })
    .slice(0, MOST_OTHERS)
    .map(({ name }) => name)
  if (others.length === 0) return null
  const sample = {
    reference: sampleRowNumbers(measures.rows.reference, SAMPLED_ROWS, SEED),
    current: sampleRowNumbers(measures.rows.current, SAMPLED_ROWS, SEED + 1),
  }
  const [found] = await pool.map(
    'correlateColumn',
    [{ ...sources, column: planned.name, others, sample, cancelFlag }],
    { cancelFlag },
  )
  return { ...found, largest: [...found.largest] }
}

const CORRELATED: ReadonlySet<Dataset['columns'][number]['role']> = new Set([
  'feature',
  'score',
  'prediction',
])
