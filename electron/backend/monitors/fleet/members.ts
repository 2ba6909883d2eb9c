import { basename } from 'node:path'
import type { JobContext } from '#shared/contract/handlers.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import { afterImport } from '../../logs/stored-log.ts'
import type { Services } from '../../services.ts'
import { openChunk } from '../../store/chunks/reader.ts'
import type { Dataset } from '../../store/types.ts'
import type { ScoredLogTask } from '../scored-log/types.ts'

const MOST_MODELS = 200

/** The rows of one model of a fleet. */
export type FleetMemberLog = {
  readonly model: string
  /** Keep only rows whose column of the role model says so; null where the whole log is the model's. */
  readonly only: string | null
  readonly log: ScoredLogTask
}

/** Files whose rows name their model are one log; else each file is the log of the model that it is called after. */
export async function importFleet(
  services: Services,
  {
    files,
    labels = [],
  }: { readonly files: readonly FileToken[]; readonly labels?: readonly FileToken[] | undefined },
  mapping: Mapping | undefined,
  context: JobContext,
): Promise<FleetMemberLog[]> {
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
  const members: FleetMemberLog[] = []
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

/** All models of the workspace. */
export async function storedFleet({ store }: Pick<Services, 'store'>): Promise<FleetMemberLog[]> {
  const byModel = Map.groupBy(await store.listDatasets(), ({ model }) => model)
  const members = [...byModel].flatMap(([model, datasets]): FleetMemberLog[] => {
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

function requireSome(members: FleetMemberLog[]): FleetMemberLog[] {
  if (members.length === 0) {
    throw new AppError('NOTHING_TO_COMPARE', say('error.fleet.none'), say('error.fleet.none.mend'))
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
