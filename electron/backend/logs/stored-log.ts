import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { isLabelLog, sharesKey } from '../ingest/labels/label-logs.ts'
import type { Services } from '../services.ts'
import type { Dataset } from '../store/types.ts'

/**
 * What follows from a log that was just imported: pages are told, old rows go, and labels are joined to the rows that
 * wait for them, whichever of the two came first; the breaker and the alert rules of the model see what is new. How many found their row is kept with the log that holds them.
 * Returns the document of the import.
 */
export async function afterImport(
  {
    store,
    pool,
    events,
    retention,
    breakers,
    alerts,
  }: Pick<Services, 'store' | 'pool' | 'events' | 'retention' | 'breakers' | 'alerts'>,
  dataset: Dataset,
  { cancelFlag }: { readonly cancelFlag: Int32Array },
): Promise<ImportDocument> {
  retention.applySoon()
  const datasets = await store.listDatasets(dataset.model)
  const logs = datasets.filter((log) => !isLabelLog(log))
  const waiting = isLabelLog(dataset)
    ? [dataset]
    : datasets.filter(
        (log) => isLabelLog(log) && sharesKey(log, dataset) && log.document.labels?.unmatched !== 0,
      )
  const counted = await pool.map(
    'countJoinedLabels',
    waiting.map((labels) => ({ labels, logs })),
    { cancelFlag },
  )
  for (const [index, { id }] of waiting.entries()) await store.noteJoined(id, counted[index])
  await breakers.see(dataset.model)
  await alerts.see(dataset.model)
  events.publish({ type: 'logs.changed' })
  const own = waiting.findIndex(({ id }) => id === dataset.id)
  return { ...dataset.document, dataset: dataset.id, ...(own === -1 ? {} : { labels: counted[own] }) }
}
