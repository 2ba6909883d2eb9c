import { HardDrive } from 'lucide-react'
import type { View } from '../../app/view.ts'

/** Which page of the audit table is shown. */
type StoragePlace = { readonly page: number }

export const storageView: View<'storage', StoragePlace> = {
  name: 'storage',
  path: '/storage',
  parse(_names, search) {
    const page = Number(search.get('page') ?? 1)
    return { page: Number.isSafeInteger(page) && page >= 1 ? page : 1 }
  },
  format: ({ page }) => ({ search: new URLSearchParams(page > 1 ? [['page', String(page)]] : []) }),
  load: () => import('./StoragePage.tsx').then(({ StoragePage }) => ({ default: StoragePage })),
  about: 'about.storage',
  navigation: {
    level: 'workspace',
    place: { page: 1 },
    label: 'view.storage',
    question: 'view.storage.question',
    icon: HardDrive,
    order: 70,
    keys: 'g k',
  },
}
