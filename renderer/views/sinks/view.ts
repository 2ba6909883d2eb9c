import { Send } from 'lucide-react'
import type { View } from '../../app/view.ts'

/** Which deliveries are shown, and which page of them. */
export type SinksPlace = { readonly dead: boolean; readonly page: number }

export const sinksView: View<'sinks', SinksPlace> = {
  name: 'sinks',
  path: '/sinks',
  parse(_names, search) {
    const page = Number(search.get('page') ?? 1)
    return { dead: search.get('show') === 'dead', page: Number.isSafeInteger(page) && page >= 1 ? page : 1 }
  },
  format: ({ dead, page }) => ({
    search: new URLSearchParams([
      ...(dead ? [['show', 'dead']] : []),
      ...(page > 1 ? [['page', String(page)]] : []),
    ]),
  }),
  load: () => import('./SinksPage.tsx').then(({ SinksPage }) => ({ default: SinksPage })),
  about: 'about.sinks',
  navigation: {
    level: 'workspace',
    place: { dead: false, page: 1 },
    label: 'view.sinks',
    question: 'view.sinks.question',
    icon: Send,
    order: 80,
  },
}
