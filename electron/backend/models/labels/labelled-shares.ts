import type { ParsedParams, Result } from '#shared/contract/operations.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import type { Services } from '../../services.ts'
import { modelSpine } from '../spine/model-spine.ts'

/** Answers by the logs that they are about, so that a model without new logs is read once. */
const kept = new WeakMap<Services['store'], Map<string, Promise<Float64Array<ArrayBuffer> | null>>>()
const MOST_KEPT = 16

/** The share of the rows of each bucket of the spine that has a label by now, labels of other files joined. */
export async function labelledShares(
  services: Services,
  params: ParsedParams<'models.labelled'>,
): Promise<Result<'models.labelled'>> {
  const { store } = services
  const spine = await modelSpine(services, params)
  const datasets = await store.listDatasets(params.model)
  const key = JSON.stringify([spine.buckets, datasets.map(({ id, rows }) => [id, rows])])
  const answers = kept.get(store) ?? new Map<string, Promise<Float64Array<ArrayBuffer> | null>>()
  kept.set(store, answers)
  const known = answers.get(key) ?? count(services, spine)
  answers.set(key, known)
  const [oldest] = answers.keys()
  if (answers.size > MOST_KEPT && oldest !== undefined) answers.delete(oldest)
  known.catch(() => answers.delete(key))
  return { buckets: spine.buckets, labelled: await known }
}

async function count(
  { store, pool }: Services,
  { model, unit, buckets }: Awaited<ReturnType<typeof modelSpine>>,
): Promise<Float64Array<ArrayBuffer> | null> {
  if (unit === 'rows' || buckets.length === 0) return null
  const datasets = await store.listDatasets(model)
  const labelLogs = datasets.filter(isLabelLog)
  const edges = Float64Array.from([
    ...buckets.map(({ start }) => Date.parse(start)),
    Date.parse(buckets[buckets.length - 1].end),
  ])
  const parts = await pool.map(
    'countLabelled',
    datasets.filter((log) => !isLabelLog(log)).map((log) => ({ log, labelLogs, edges })),
    { cancelFlag: new Int32Array(new SharedArrayBuffer(4)) },
  )
  return Float64Array.from(buckets, (_, bucket) => {
    const rows = parts.reduce((sum, part) => sum + part.rows[bucket], 0)
    return rows === 0 ? -1 : parts.reduce((sum, part) => sum + part.labelled[bucket], 0) / rows
  })
}
