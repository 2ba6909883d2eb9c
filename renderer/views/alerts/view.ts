import { BellRing } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const ALERT_PARTS = ['inbox', 'rules', 'ledger', 'quality'] as const
export type AlertPart = (typeof ALERT_PARTS)[number]
export type AlertsPlace = { readonly model: string; readonly part: AlertPart }

export const alertsView: View<'alerts', AlertsPlace> = {
  name: 'alerts',
  path: '/models/:model/alerts',
  parse({ model }, search) {
    return { model, part: ALERT_PARTS.find((part) => part === search.get('part')) ?? 'inbox' }
  },
  format: ({ model, part }) => ({
    names: { model },
    search: new URLSearchParams(part === 'inbox' ? [] : [['part', part]]),
  }),
  load: () => import('./AlertsPage.tsx').then(({ AlertsPage }) => ({ default: AlertsPage })),
  about: 'about.alerts',
  navigation: {
    level: 'model',
    of: (model) => ({ model, part: 'inbox' }),
    label: 'view.alerts',
    question: 'nav.alerts',
    icon: BellRing,
    order: 55,
    keys: 'g e',
  },
}
