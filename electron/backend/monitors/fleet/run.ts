import { basename } from 'node:path'
import type { FleetDocument } from '#shared/contract/documents/fleet.ts'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { ParsedParams } from '#shared/contract/operations.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import type { Manifest } from '#shared/domain/manifest.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import { afterImport } from '../../logs/stored-log.ts'
import type { Services } from '../../services.ts'
import { openChunk } from '../../store/chunks/reader.ts'
import type { Dataset } from '../../store/types.ts'
import { VERSION } from '../../version.ts'
import { readManifests } from '../manifests/read-manifests.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'
import { combineFleet } from './combine.ts'
import { proxyMetrics } from './modes.ts'
import type { FleetGrid } from './procedures.ts'

const MINUTE = 60_000
const WIDTHS = [5, 15, 60, 180, 360, 1440, 10_080].map((minutes) => minutes * MINUTE)
const MOST_BUCKETS = 4_000
const MOST_MODELS = 200
const DEFAULT_METRICS = ['mean_score', 'mean_label']

type Member = { readonly model: string; readonly only: string | null; readonly log: ScoredLogTask }

/** The job behind `fleet.run`: imports what is not stored, measures each model on a compute thread, and combines. */
export async function runFleet(
  services: Services,
  params: ParsedParams<'fleet.run'>,
  context: JobContext,
): Promise<FleetDocument> {
  const members =
    params.source.kind === 'files'
      ? await importFleet(services, params.source, params.mapping, context)
      : await storedFleet(services)
  const names = members.map(({ model }) => model)
  const files =
    params.manifests ??
    (await services.store.listManifests()).map(({ model, text }) => ({ file: `${model}.yaml`, text }))
  const manifests = readManifests(files, names)
  const started = performance.now()
  const { cancelFlag } = context
  const grid = gridOf(members)
  const seed = params.seed ?? 0
  let done = 0
  const report = (): void =>
    context.report({
      stage: 'measuring',
      subject: names.join(', '),
      done,
      total: members.length,
      unit: 'steps',
      rows_per_second: null,
      seconds_left: null,
    })
  report()
  const measured = await Promise.all(
    members.map(async ({ model, only, log }) => {
      const manifest = manifests.find((item) => item.model === model)
      const [result] = await services.pool.map(
        'measureMember',
        [
          {
            log,
            given: given(manifest, params.mapping, log.logs),
            model,
            only,
            grid,
            metrics: metricsOf(manifest),
            columns: (manifest?.upstream ?? []).flatMap(({ column }) => (column === null ? [] : [column])),
            seed,
            cancelFlag,
          },
        ],
        { cancelFlag },
      )
      done += 1
      report()
      return result
    }),
  )
  context.throwIfCancelled()
  const missing = manifests.filter(({ model }) => !names.includes(model)).map(({ model }) => model)
  const combined = combineFleet(measured, manifests, grid, Date.now(), seed)
  return {
    schema: 'driftdesk.fleet/1',
    ...combined,
    notes: [
      ...(missing.length === 0 ? [] : [`There is a manifest but no log of ${missing.join(', ')}.`]),
      ...combined.notes,
    ],
    engine: { version: VERSION, backend: 'cpu', seconds: (performance.now() - started) / 1_000 },
  }
}

function metricsOf(manifest: Manifest | undefined): string[] {
  const { objective, guards } = proxyMetrics(manifest)
  return [...new Set([objective, ...guards.map(({ metric }) => metric), ...DEFAULT_METRICS])]
}

function given(manifest: Manifest | undefined, mapping: Mapping | undefined, logs: readonly Dataset[]) {
  const stored = logs.findLast(
    (log) => log.mapping.task !== undefined || log.mapping.positive !== undefined,
  )?.mapping
  return {
    task: mapping?.task ?? manifest?.task ?? stored?.task,
    positive: mapping?.positive ?? manifest?.positive_class ?? stored?.positive,
  }
}

/** Files whose rows name their model are one log; else each file is the log of the model that it is called after. */
async function importFleet(
  services: Services,
  {
    files,
    labels = [],
  }: { readonly files: readonly FileToken[]; readonly labels?: readonly FileToken[] | undefined },
  mapping: Mapping | undefined,
  context: JobContext,
): Promise<Member[]> {
  const { ingest, grants } = services
  const load = async (tokens: readonly FileToken[], model: string): Promise<Dataset> => {
    context.throwIfCancelled()
    const dataset = await ingest.importFiles(
      { files: grants.resolve(tokens), model, ...(mapping === undefined ? {} : { mapping }) },
      context,
    )
    await afterImport(services, dataset, context)
    return dataset
  }
  const groups = new Map<string, FileToken[]>()
  for (const token of files) {
    const { columns } = await ingest.inspect(
      { files: grants.resolve([token]), ...(mapping === undefined ? {} : { mapping }) },
      context,
    )
    const name = columns.some(({ role }) => role === 'model')
      ? ''
      : modelOfFile(grants.describe([token])[0]?.name ?? '')
    groups.set(name, [...(groups.get(name) ?? []), token])
  }
  const members: Member[] = []
  for (const [name, tokens] of groups) {
    const dataset = await load(tokens, name === '' ? (mapping?.model ?? 'fleet') : name)
    const labelLogs = labels.length === 0 ? [] : [await load(labels, dataset.model)]
    const log = { logs: [dataset], labelLogs }
    if (name !== '') members.push({ model: name, only: null, log })
    else for (const model of modelsIn(dataset)) members.push({ model, only: model, log })
  }
  return requireSome(members)
}

/** `march/fraud.2026.csv.gz` is of the model "fraud.2026". */
function modelOfFile(file: string): string {
  return basename(file)
    .replace(/\.(gz|zst)$/i, '')
    .replace(/\.(csv|tsv|ndjson|jsonl|json|parquet|pq|arrow|feather)$/i, '')
}

function modelsIn(dataset: Dataset): string[] {
  const column = dataset.columns.find(({ role }) => role === 'model')?.name
  if (column === undefined) return [dataset.model]
  const models = new Set<string>()
  for (const { path } of dataset.chunks) {
    const chunk = openChunk(path)
    try {
      for (const value of chunk.categories(column).values) models.add(value)
    } finally {
      chunk.close()
    }
  }
  return [...models].sort()
}

async function storedFleet({ store }: Services): Promise<Member[]> {
  const byModel = Map.groupBy(await store.listDatasets(), ({ model }) => model)
  const members = [...byModel].flatMap(([model, datasets]): Member[] => {
    const labelLogs = datasets.filter(isLabelLog)
    const logs = datasets.filter((dataset) => !isLabelLog(dataset))
    if (logs.length === 0) return []
    const log = { logs, labelLogs }
    const [first] = logs
    const inside = logs.length === 1 ? modelsIn(first) : [model]
    return inside.length > 1
      ? inside.map((only) => ({ model: only, only, log }))
      : [{ model, only: null, log }]
  })
  return requireSome(members)
}

function requireSome(members: Member[]): Member[] {
  if (members.length === 0) {
    throw new AppError(
      'NOTHING_TO_COMPARE',
      'There is no log of any model.',
      'Import the logs of some models first.',
    )
  }
  if (members.length > MOST_MODELS) {
    throw new AppError(
      'INPUT_TOO_LARGE',
      `The logs are of ${members.length} models; ${MOST_MODELS} can be looked at together.`,
      'Give the column with the role model another role if it names no models.',
    )
  }
  return members
}

function gridOf(members: readonly Member[]): FleetGrid | null {
  const chunks = members.flatMap(({ log }) => log.logs.flatMap((dataset) => dataset.chunks))
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const { timeMin, timeMax } of chunks) {
    if (timeMin !== null) first = Math.min(first, timeMin)
    if (timeMax !== null) last = Math.max(last, timeMax)
  }
  if (!(last > first)) return null
  const widthMs = WIDTHS.find((ms) => (last - first) / ms <= MOST_BUCKETS) ?? WIDTHS[WIDTHS.length - 1]
  const start = Math.floor(first / widthMs) * widthMs
  return { start, widthMs, count: Math.min(MOST_BUCKETS, Math.floor((last - start) / widthMs) + 1) }
}
