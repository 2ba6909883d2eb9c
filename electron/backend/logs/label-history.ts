import type { LabelHistory } from '#shared/contract/documents/log.ts'
import { columnWith, isLabelLog } from '../ingest/labels/label-logs.ts'
import type { Services } from '../services.ts'

/**
 * Every label that came for one prediction of a model, the one that counts first: the newest of those that came
 * later, else the one in the log itself. Rejects with `CHUNK_CORRUPT`.
 */
export async function labelHistoryOf(
  { store, pool }: Pick<Services, 'store' | 'pool'>,
  model: string,
  prediction: string,
): Promise<LabelHistory> {
  const datasets = (await store.listDatasets(model)).filter(
    (dataset) => columnWith(dataset, 'label') !== null && columnWith(dataset, 'prediction_id') !== null,
  )
  const names = new Map(datasets.map(({ id, name }) => [id, name]))
  const [late, own] = await pool.map(
    'labelHistory',
    [datasets.filter(isLabelLog), datasets.filter((dataset) => !isLabelLog(dataset))].map((logs) => ({
      prediction,
      logs,
    })),
    { cancelFlag: new Int32Array(new SharedArrayBuffer(4)) },
  )
  return {
    model,
    prediction_id: prediction,
    versions: [...late, ...own].map(({ value, knownAt, dataset }, index) => ({
      value,
      known_at: new Date(knownAt).toISOString(),
      dataset,
      name: names.get(dataset) ?? '',
      current: index === 0,
    })),
  }
}
