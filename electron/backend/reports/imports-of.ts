import type { ImportDocument } from '#shared/contract/documents/import.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { DatasetId } from '#shared/domain/ids.ts'
import type { Store } from '../store/types.ts'

/** What the imports of a comparison's logs said; a log that was deleted since is left out. */
export async function importsOf(
  store: Pick<Store, 'getDataset'>,
  datasets: readonly DatasetId[],
): Promise<ImportDocument[]> {
  const documents = await Promise.all(
    datasets.map((dataset) =>
      store.getDataset(dataset).then(
        ({ document }) => [document],
        (error: unknown) => {
          if (error instanceof AppError && error.code === 'NOT_FOUND') return []
          throw error
        },
      ),
    ),
  )
  return documents.flat()
}
