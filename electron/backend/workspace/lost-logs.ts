import { basename, dirname } from 'node:path'
import type { DatasetId } from '#shared/domain/ids.ts'
import type { Store } from '../store/types.ts'

/** Logs with rows that the disk did not have when the workspace was opened, and how many of their files. */
export async function lostLogs(
  store: Pick<Store, 'startReport' | 'listDatasets'>,
): Promise<{ dataset: DatasetId; name: string; model: string; files: number }[]> {
  const files = new Map<string, number>()
  for (const path of store.startReport.missing) {
    const dataset = basename(dirname(path))
    files.set(dataset, (files.get(dataset) ?? 0) + 1)
  }
  if (files.size === 0) return []
  // Those that were deleted since are no loss any more.
  const logs = await store.listDatasets()
  return logs.flatMap(({ id, name, model }) => {
    const lost = files.get(id)
    return lost === undefined ? [] : [{ dataset: id, name, model, files: lost }]
  })
}
