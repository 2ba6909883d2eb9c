import { OctagonMinus } from 'lucide-react'
import type { View } from '../../app/view.ts'

export type BreakersPlace = { readonly model: string }

export const breakersView: View<'breakers', BreakersPlace> = {
  name: 'breakers',
  path: '/models/:model/breakers',
  parse: ({ model }) => ({ model }),
  format: ({ model }) => ({ names: { model } }),
  load: () => import('./BreakersPage.tsx').then(({ BreakersPage }) => ({ default: BreakersPage })),
  about: 'about.breakers',
  navigation: {
    level: 'model',
    of: (model) => ({ model }),
    label: 'view.breakers',
    question: 'nav.breakers',
    icon: OctagonMinus,
    order: 50,
    keys: 'g b',
  },
}
