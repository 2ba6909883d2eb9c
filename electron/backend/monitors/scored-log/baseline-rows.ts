import { readContent } from '../../baselines/content.ts'
import { isLabelLog } from '../../ingest/labels/label-logs.ts'
import type { Dataset, Store } from '../../store/types.ts'
import type { ScoredLogTask } from './types.ts'

/** The stored logs that a model's baseline in use was made of, and its rows in them. */
export type BaselineRows = {
  readonly logs: readonly Dataset[]
  /** Null where the model uses no baseline, or none of its logs is stored any more. */
  readonly reference: ScoredLogTask | null
}

/** Finds the rows of the baseline that a model uses among its `datasets`; labels that came later belong to them, too. */
export async function baselineRows(
  store: Pick<Store, 'baselineInUse' | 'baselineContent'>,
  model: string,
  datasets: readonly Dataset[],
): Promise<BaselineRows> {
  const baseline = await store.baselineInUse(model)
  if (baseline === null) return { logs: [], reference: null }
  const { datasets: hashes, window } = readContent(await store.baselineContent(baseline.id)).source
  const of = new Set(hashes)
  const logs = datasets.filter((dataset) => !isLabelLog(dataset) && of.has(dataset.hash))
  return {
    logs,
    reference: logs.length === 0 ? null : { logs, labelLogs: datasets.filter(isLabelLog), window },
  }
}
