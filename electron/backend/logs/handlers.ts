import type { ImportedLog } from '#shared/contract/documents/log.ts'
import type { Handlers } from '#shared/contract/handlers.ts'
import { isLabelLog } from '../ingest/labels/label-logs.ts'
import type { Services } from '../services.ts'
import type { Dataset } from '../store/types.ts'
import { exportLog } from './export-log.ts'
import { exportRejects } from './export-rejects.ts'
import { labelHistoryOf } from './label-history.ts'
import { labelMaturityOf } from './label-maturity.ts'
import { modelMappingOf, setModelMapping } from './mappings.ts'
import { timeRange } from './time-range.ts'

type LogHandlers = Pick<
  Handlers,
  | 'datasets.list'
  | 'datasets.rejects'
  | 'datasets.exportRejects'
  | 'datasets.delete'
  | 'log.export'
  | 'labels.maturity'
  | 'labels.history'
  | 'mappings.get'
  | 'mappings.set'
  | 'models.delete'
  | 'entities.delete'
>

/** What the operations on stored logs do. */
export function logHandlers(services: Services): LogHandlers {
  const { store, events, profiles } = services
  const logsChanged = () => events.publish({ type: 'logs.changed' })
  return {
    'datasets.list': async ({ model }) => ({
      datasets: (await store.listDatasets(model)).map(importedLog).toReversed(),
    }),
    'datasets.rejects': async ({ dataset, offset, limit }) => {
      await store.getDataset(dataset)
      const { total, rows } = await store.listRejects([dataset], offset, limit)
      return { total, rows: [...rows] }
    },
    'datasets.exportRejects': async (params, context) => {
      const delivered = await exportRejects(services, params, context)
      await store.noteAudit('rejects.exported', params.dataset, { format: params.format })
      return delivered
    },
    'datasets.delete': async ({ dataset, reason }) => {
      const { model } = await store.getDataset(dataset)
      const removal = await store.deleteDataset(dataset, reason)
      logsChanged()
      // Labels that went with it are to leave the counts of the others.
      await profiles.catchUp(model)
      return removal
    },
    'log.export': async (params, context) => {
      const delivered = await exportLog(services, params, context)
      await store.noteAudit('log.exported', params.dataset, { format: params.format })
      return delivered
    },
    'labels.maturity': ({ model }) => labelMaturityOf(services, model),
    'labels.history': ({ model, prediction_id }) => labelHistoryOf(services, model, prediction_id),
    'mappings.get': ({ model }) => modelMappingOf(services, model),
    'mappings.set': (params) => setModelMapping(services, params),
    'models.delete': async ({ model, reason }) => {
      const removal = await store.deleteModel(model, reason)
      logsChanged()
      events.publish({ type: 'baselines.changed' })
      return removal
    },
    'entities.delete': async ({ model, entity, reason }) => {
      const removal = await store.deleteEntity(model, entity, reason)
      logsChanged()
      await profiles.catchUp(model)
      return removal
    },
  }
}

function importedLog(dataset: Dataset): ImportedLog {
  const { schema: _schema, rejects: _rejects, ...document } = dataset.document
  return {
    ...document,
    dataset: dataset.id,
    name: dataset.name,
    created_at: dataset.createdAt,
    rows: dataset.rows,
    stored_bytes: dataset.chunks.reduce((sum, { bytes }) => sum + bytes, 0),
    time_range: timeRange(dataset.chunks),
    is_labels: isLabelLog(dataset),
  }
}
