import { ClipboardCheck } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const readinessView: View<'readiness', { readonly model: string }> = {
  name: 'readiness',
  path: '/models/:model/readiness',
  parse: ({ model }) => ({ model }),
  format: ({ model }) => ({ names: { model } }),
  load: () => import('./ReadinessPage.tsx').then(({ ReadinessPage }) => ({ default: ReadinessPage })),
  about: 'about.readiness',
  navigation: {
    level: 'model',
    of: (model) => ({ model }),
    label: 'view.readiness',
    question: 'nav.readiness',
    icon: ClipboardCheck,
    order: 60,
  },
}
