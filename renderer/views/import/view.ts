import type { DatasetId } from '#shared/domain/ids.ts'
import type { View } from '../../app/view.ts'

/** One import, and which page of its rejected rows is shown. */
type ImportPlace = { readonly dataset: DatasetId; readonly page: number }

export const importView: View<'import', ImportPlace> = {
  name: 'import',
  path: '/imports/:dataset',
  parse({ dataset }, search) {
    const page = Number(search.get('page') ?? 1)
    return { dataset: dataset as DatasetId, page: Number.isSafeInteger(page) && page >= 1 ? page : 1 }
  },
  format: ({ dataset, page }) => ({
    names: { dataset },
    search: new URLSearchParams(page > 1 ? [['page', String(page)]] : []),
  }),
  load: () => import('./ImportPage.tsx').then(({ ImportPage }) => ({ default: ImportPage })),
  about: 'about.import',
  under: 'imports',
}
