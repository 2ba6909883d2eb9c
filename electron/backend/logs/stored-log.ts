import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { isLabelLog } from '../ingest/labels/label-logs.ts'
import type { Services } from '../services.ts'
import type { Dataset } from '../store/types.ts'

/**
 * What follows from a log that was just imported: pages are told, old rows go, and labels are joined to the rows that
 * wait for them. Returns the document of the import, with how many labels found their row.
 */
export async function afterImport(
  { store, pool, events, retention }: Pick<Services, 'store' | 'pool' | 'events' | 'retention'>,
  dataset: Dataset,
  { cancelFlag }: { readonly cancelFlag: Int32Array },
): Promise<ImportDocument> {
  events.publish({ type: 'logs.changed' })
  retention.applySoon()
  if (!isLabelLog(dataset)) return dataset.document
  const logs = (await store.listDatasets(dataset.model)).filter((log) => !isLabelLog(log))
  const [labels] = await pool.map('countJoinedLabels', [{ labels: dataset, logs }], { cancelFlag })
  return { ...dataset.document, labels }
}
