import { z } from 'zod'
import { datasetId } from './documents/baseline.ts'
import { delivery } from './documents/delivery.ts'
import { rejectedRow } from './documents/import.ts'
import { importedLog, labelHistory, labelMaturity, modelMapping } from './documents/log.ts'
import { rowWindow } from './documents/window.ts'
import { mapping } from './mapping.ts'

const model = z.string().min(1).max(1_000)
/** For the audit table. */
const reason = z.string().trim().min(1).max(1_000)
const removal = z.object({ rows: z.number(), bytes: z.number() })

export const EXPORT_FORMATS = ['csv', 'parquet', 'arrow'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const REJECTS_FORMATS = ['csv', 'ndjson'] as const
export type RejectsFormat = (typeof REJECTS_FORMATS)[number]

/** What can be done with logs that are stored. */
export const LOG_OPERATIONS = {
  /** The import history, newest first; of one model or of all. */
  'datasets.list': {
    kind: 'query',
    params: z.strictObject({ model: model.optional() }),
    result: z.object({ datasets: z.array(importedLog) }),
  },
  'datasets.rejects': {
    kind: 'query',
    params: z.strictObject({
      dataset: datasetId,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    result: z.object({ total: z.number(), rows: z.array(rejectedRow) }),
  },
  /** All rejected rows of a log as a file. */
  'datasets.exportRejects': {
    kind: 'job',
    params: z.strictObject({ dataset: datasetId, format: z.enum(REJECTS_FORMATS) }),
    result: delivery,
  },
  'datasets.delete': {
    kind: 'command',
    params: z.strictObject({ dataset: datasetId, reason }),
    result: removal,
  },
  /** Rows of a window of a log as a file; all of them unless told. */
  'log.export': {
    kind: 'job',
    params: z.strictObject({
      dataset: datasetId,
      window: rowWindow.optional(),
      format: z.enum(EXPORT_FORMATS),
    }),
    result: delivery,
  },
  'labels.maturity': { kind: 'query', params: z.strictObject({ model }), result: labelMaturity },
  /** Every label that came for one prediction. */
  'labels.history': {
    kind: 'query',
    params: z.strictObject({ model, prediction_id: z.string().min(1).max(100_000) }),
    result: labelHistory,
  },
  'mappings.get': { kind: 'query', params: z.strictObject({ model }), result: modelMapping },
  /** Roles for the next imports of a model that has logs; checked against the columns of these. */
  'mappings.set': {
    kind: 'command',
    params: z.strictObject({ model, mapping: mapping.omit({ model: true }).strict() }),
    result: modelMapping,
  },
  /** All logs, mappings and baselines of a model. */
  'models.delete': { kind: 'command', params: z.strictObject({ model, reason }), result: removal },
  /** The rows of one entity in all logs of a model. */
  'entities.delete': {
    kind: 'command',
    params: z.strictObject({ model, entity: z.string().min(1).max(100_000), reason }),
    result: removal,
  },
} as const
