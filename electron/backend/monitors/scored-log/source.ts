import type { JobContext } from '#shared/contract/handlers.ts'
import type { Mapping } from '#shared/contract/mapping.ts'
import type { ScoredSource } from '#shared/contract/scored-source.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import { say } from '#shared/words/say.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import { afterImport } from '../../logs/stored-log.ts'
import type { Services } from '../../services.ts'
import type { Dataset } from '../../store/types.ts'
import { baselineRows } from './baseline-rows.ts'
import type { GivenMeaning, ScoredLogTask } from './types.ts'

export const DEFAULT_MODEL = 'default'

/** The rows that a monitor looks at, and those of the baseline where there are any. */
export type ResolvedSource = {
  readonly model: string
  readonly log: ScoredLogTask
  readonly reference: ScoredLogTask | null
  readonly given: GivenMeaning
}

/**
 * The stored logs that a source names; files are imported first. Of a stored model the log is all rows that are not the
 * baseline's, and the reference is the rows of the baseline that it uses.
 *
 * Rejects with `NOT_FOUND` for a model without logs, with `NOTHING_TO_COMPARE` where no log has rows besides the baseline's,
 * and with all that an import rejects with.
 */
export async function resolveScoredSource(
  services: Services,
  source: ScoredSource,
  mapping: Mapping | undefined,
  context: JobContext,
): Promise<ResolvedSource> {
  return source.kind === 'files'
    ? importFiles(services, source, mapping, context)
    : storedModel(services, source, mapping)
}

async function importFiles(
  services: Services,
  source: Extract<ScoredSource, { kind: 'files' }>,
  mapping: Mapping | undefined,
  context: JobContext,
): Promise<ResolvedSource> {
  const { ingest, grants } = services
  const model = mapping?.model ?? DEFAULT_MODEL
  const sets = [source.log, source.reference ?? [], source.labels ?? []]
  const present = await Promise.all(
    sets.map(async (files) =>
      files.length === 0 || mapping === undefined
        ? new Set<string>()
        : new Set(
            (await ingest.inspect({ files: grants.resolve(files) }, context)).columns.map(({ name }) => name),
          ),
    ),
  )
  const load = async (files: readonly FileToken[], at: number): Promise<Dataset | null> => {
    if (files.length === 0) return null
    context.throwIfCancelled()
    const own = mappingFor(mapping, present, at)
    const dataset = await ingest.importFiles(
      { files: grants.resolve(files), model, ...(own === undefined ? {} : { mapping: own }) },
      context,
    )
    await afterImport(services, dataset, context)
    return dataset
  }
  const log = await load(source.log, 0)
  const reference = await load(source.reference ?? [], 1)
  const labels = await load(source.labels ?? [], 2)
  if (log === null) throw new AppError('USAGE', say('error.log.none'), 'Name its files: --log FILE….')
  const labelLogs = labels === null ? [] : [labels]
  return {
    model,
    log: { logs: [log], labelLogs, others: reference === null ? [] : [reference] },
    reference: reference === null ? null : { logs: [reference], labelLogs: [] },
    given: { task: mapping?.task, positive: mapping?.positive },
  }
}

/** The mapping without roles of columns that only another of the sets has. */
function mappingFor(
  mapping: Mapping | undefined,
  present: readonly ReadonlySet<string>[],
  at: number,
): Mapping | undefined {
  if (mapping === undefined) return undefined
  const elsewhere = (column: string) =>
    !present[at].has(column) && present.some((columns, other) => other !== at && columns.has(column))
  return {
    ...mapping,
    roles: Object.fromEntries(Object.entries(mapping.roles).filter(([column]) => !elsewhere(column))),
  }
}

async function storedModel(
  { store }: Services,
  { model, datasets: chosen }: Extract<ScoredSource, { kind: 'model' }>,
  mapping: Mapping | undefined,
): Promise<ResolvedSource> {
  const datasets = await store.listDatasets(model)
  if (datasets.length === 0) {
    throw new AppError('NOT_FOUND', say('error.model.no_log', { model }), say('error.model.no_log.import'))
  }
  const labelLogs = datasets.filter(isLabelLog)
  const logs = datasets.filter((dataset) => !isLabelLog(dataset))
  const { logs: referenceLogs, reference } = await baselineRows(store, model, datasets)
  const wanted = chosen === undefined ? null : new Set(chosen)
  const others = logs.filter((log) => (wanted === null ? !referenceLogs.includes(log) : wanted.has(log.id)))
  const meaning = logs.findLast((log) => log.mapping.task !== undefined || log.mapping.positive !== undefined)
  return {
    model,
    // Where the baseline is a part of the only log, the whole log is looked at.
    log: {
      logs: others.length > 0 ? others : logs,
      labelLogs,
      others: others.length > 0 ? referenceLogs : [],
    },
    reference,
    given: {
      task: mapping?.task ?? meaning?.mapping.task,
      positive: mapping?.positive ?? meaning?.mapping.positive,
    },
  }
}
