import type { LabelMaturity } from '#shared/contract/documents/log.ts'
import { isLabelLog } from '../ingest/labels/label-logs.ts'
import { MATURITY_AGES } from '../ingest/labels/maturity.ts'
import type { Services } from '../services.ts'

/** How fast the rows of a model get their labels, over all its logs. Rejects with `CHUNK_CORRUPT`. */
export async function labelMaturityOf(
  { store, pool }: Pick<Services, 'store' | 'pool'>,
  model: string,
): Promise<LabelMaturity> {
  const datasets = await store.listDatasets(model)
  const labelLogs = datasets.filter(isLabelLog)
  const now = Date.now()
  const parts = await pool.map(
    'labelMaturity',
    datasets.filter((log) => !isLabelLog(log)).map((log) => ({ log, labelLogs, now })),
    { cancelFlag: new Int32Array(new SharedArrayBuffer(4)) },
  )
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    model,
    rows: sum(parts.map(({ rows }) => rows)),
    labelled: sum(parts.map(({ labelled }) => labelled)),
    superseded: sum(parts.map(({ superseded }) => superseded)),
    curve: MATURITY_AGES.map((age, at) => ({
      age_seconds: age / 1_000,
      rows: sum(parts.map(({ curve }) => curve[at].rows)),
      labelled: sum(parts.map(({ curve }) => curve[at].labelled)),
    })),
  }
}
