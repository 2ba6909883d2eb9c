import { join } from 'node:path'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import type { ComputePool } from '../compute/pool.ts'
import type { BaselineSummary, LabelledProfile, NewProfile, PendingChunk } from '../store/baseline-types.ts'
import type { Dataset, Store } from '../store/types.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { type Bucketing, HOUR, mostBuckets, rowBucketing, TIME_WIDTHS } from './buckets.ts'
import { type LateLabels, lateLabelsFor } from './late-labels.ts'
import { labelColumn, timestampColumn } from './log-columns.ts'
import type { CountedColumn, ProfileChunkTask, RelabelProfileTask } from './procedures.ts'

/** Chunks whose profiles become visible together; a stop loses no more than these. */
const BATCH = 16

export type BuildServices = {
  readonly store: Store
  readonly pool: ComputePool
  /** The workspace. */
  readonly folder: string
}

/**
 * Counts every chunk of a model that has no profile on the baseline yet, then tells the others of labels that came since
 * they were counted. What is done stays when the job stops, so that the next call goes on from there. Rejects with `CANCELLED`, `CHUNK_CORRUPT`, `DISK_FULL`, `READ_ONLY`.
 */
export async function buildProfiles(
  services: BuildServices,
  model: string,
  baseline: BaselineSummary,
  columns: readonly CountedColumn[],
  context: JobContext,
): Promise<void> {
  const { store } = services
  // Logs may come while others are counted.
  for (;;) {
    const pending = await store.listPendingChunks(baseline.id, model)
    const datasets = await store.listDatasets(model)
    if (pending.length === 0) {
      await relabelProfiles(services, { model, baseline, columns, datasets }, context)
      return
    }
    let done = 0
    const report = (subject: string) =>
      context.report({
        stage: 'measuring',
        subject,
        done,
        total: pending.length,
        unit: 'steps',
        rows_per_second: null,
        seconds_left: null,
      })
    for (const [id, chunks] of Map.groupBy(pending, ({ dataset }) => dataset)) {
      const dataset = await store.getDataset(id)
      report(dataset.name)
      const bucketing = await bucketingOf(services, dataset, baseline, context)
      const late = lateLabelsFor(dataset, datasets)
      for (let from = 0; from < chunks.length; from += BATCH) {
        context.throwIfCancelled()
        const batch = chunks.slice(from, from + BATCH)
        const plan = { dataset, baseline, columns, bucketing, late }
        await profileBatch(services, plan, batch, context, () => {
          done += 1
          report(dataset.name)
        })
      }
    }
  }
}

type Plan = {
  readonly dataset: Dataset
  readonly baseline: BaselineSummary
  readonly columns: readonly CountedColumn[]
  readonly bucketing: Bucketing
  readonly late: LateLabels
}

async function profileBatch(
  { store, pool, folder }: BuildServices,
  { dataset, baseline, columns, bucketing, late }: Plan,
  chunks: readonly PendingChunk[],
  { cancelFlag }: JobContext,
  onChunk: () => void,
): Promise<void> {
  const { profiles } = workspacePaths(folder)
  const files = chunks.map(({ sequence, sha256 }) =>
    profileFile(
      baseline,
      dataset.id,
      `${String(sequence).padStart(5, '0')}-${sha256.slice(0, 16)}${labelSuffix(late)}.profile`,
    ),
  )
  const tasks = chunks.map(
    ({ path, firstRow }, index): ProfileChunkTask => ({
      path,
      firstRow,
      timestamp: bucketing.unit === 'time' ? timestampColumn(dataset) : null,
      bucketing,
      columns,
      label: labelColumn(dataset),
      late,
      target: join(profiles, files[index]),
      cancelFlag,
    }),
  )
  const written = await pool.map('profileChunk', tasks, { cancelFlag, onResult: onChunk })
  await store.addProfiles(
    chunks.map(
      ({ sequence, sha256: chunkSha256 }, index): NewProfile => ({
        baseline: baseline.id,
        dataset: dataset.id,
        sequence,
        chunkSha256,
        file: files[index],
        ...written[index],
        ...bucketing,
        labels: late.state,
      }),
    ),
  )
}

/** Profiles that do not know the labels that are stored now. */
export async function staleProfiles(
  store: Pick<Store, 'listLabelledProfiles'>,
  baseline: BaselineSummary,
  model: string,
  datasets: readonly Dataset[],
): Promise<(LabelledProfile & { readonly log: Dataset; readonly late: LateLabels })[]> {
  const known = new Map(datasets.map((log) => [log.id, { log, late: lateLabelsFor(log, datasets) }]))
  return (await store.listLabelledProfiles(baseline.id, model)).flatMap((profile) => {
    const own = known.get(profile.dataset)
    return own === undefined || own.late.state === profile.labels ? [] : [{ ...profile, ...own }]
  })
}

type RelabelPlan = Pick<Plan, 'baseline' | 'columns'> & {
  readonly model: string
  readonly datasets: readonly Dataset[]
}

async function relabelProfiles(
  { store, pool, folder }: BuildServices,
  { model, baseline, columns, datasets }: RelabelPlan,
  context: JobContext,
): Promise<void> {
  const stale = await staleProfiles(store, baseline, model, datasets)
  const { profiles } = workspacePaths(folder)
  for (let from = 0; from < stale.length; from += BATCH) {
    context.throwIfCancelled()
    const batch = stale.slice(from, from + BATCH)
    context.report({
      stage: 'measuring',
      subject: 'labels',
      done: from,
      total: stale.length,
      unit: 'steps',
      rows_per_second: null,
      seconds_left: null,
    })
    const files = batch.map(({ file, late }) =>
      file.replace(/(-labels-[0-9a-f]+)?\.profile$/, `${labelSuffix(late)}.profile`),
    )
    const written = await pool.map(
      'relabelProfile',
      batch.map(
        ({ path, firstRow, log, late, unit, width, file, sha256 }, index): RelabelProfileTask => ({
          path,
          firstRow,
          timestamp: unit === 'time' ? timestampColumn(log) : null,
          bucketing: { unit, width },
          columns,
          label: labelColumn(log),
          late,
          profile: join(profiles, file),
          sha256,
          target: join(profiles, files[index]),
          cancelFlag: context.cancelFlag,
        }),
      ),
      { cancelFlag: context.cancelFlag },
    )
    await store.addProfiles(
      batch.map(({ path: _path, rows: _rows, firstRow: _first, log: _log, late, ...profile }, index) => {
        const fresh = written[index]
        return fresh === null
          ? { ...profile, labels: late.state }
          : { ...profile, file: files[index], ...fresh, labels: late.state }
      }),
    )
  }
}

/** A profile of other labels is another file, so that one that is being read stays; the next start sweeps it. */
function labelSuffix({ state }: LateLabels): string {
  return state === '' ? '' : `-labels-${state.slice(0, 12)}`
}

function profileFile(baseline: BaselineSummary, dataset: DatasetId, name: string): string {
  return `${baseline.id}/${dataset}/${name}`
}

/** The log's buckets: those of its profiles if it has any, else the narrowest that memory allows. */
async function bucketingOf(
  { store, pool }: BuildServices,
  dataset: Dataset,
  baseline: BaselineSummary,
  { cancelFlag }: JobContext,
): Promise<Bucketing> {
  const present = await store.profileWidth(baseline.id, dataset.id)
  if (present !== null) return present
  const timestamp = timestampColumn(dataset)
  if (timestamp === null) return rowBucketing(dataset.rows)
  const most = mostBuckets(baseline.cells)
  if (hoursOf(dataset) <= most) return { unit: 'time', width: HOUR }
  const found = await pool.map(
    'findBuckets',
    dataset.chunks.map(({ path }) => ({ path, timestamp, most, cancelFlag })),
    { cancelFlag },
  )
  let level = found.reduce((highest, one) => Math.max(highest, one.level), 0)
  for (; level < TIME_WIDTHS.length - 1; level++) {
    const width = TIME_WIDTHS[level]
    const all = new Set<number>()
    for (const one of found) {
      const factor = width / TIME_WIDTHS[one.level]
      for (const bucket of one.buckets) all.add(Math.floor(bucket / factor))
      if (all.size > most) break
    }
    if (all.size <= most) break
  }
  return { unit: 'time', width: TIME_WIDTHS[level] }
}

/** The hours from the first to the last time of a log, and the place of rows without a time. */
function hoursOf({ chunks }: Dataset): number {
  const first = chunks.reduce(
    (least, { timeMin }) => Math.min(least, timeMin ?? least),
    Number.POSITIVE_INFINITY,
  )
  const last = chunks.reduce((most, { timeMax }) => Math.max(most, timeMax ?? most), Number.NEGATIVE_INFINITY)
  return first > last ? 1 : Math.floor(last / HOUR) - Math.floor(first / HOUR) + 2
}
