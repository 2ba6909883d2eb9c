import { Anchor } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const baselinesView: View<'baselines', { readonly model: string }> = {
  name: 'baselines',
  path: '/models/:model/baselines',
  parse: ({ model }) => ({ model }),
  format: ({ model }) => ({ names: { model } }),
  load: () => import('./BaselinesPage.tsx').then(({ BaselinesPage }) => ({ default: BaselinesPage })),
  about: 'about.baselines',
  navigation: {
    level: 'model',
    of: (model) => ({ model }),
    label: 'view.baselines',
    question: 'view.baselines.question',
    icon: Anchor,
    order: 80,
    keys: 'g n',
  },
}
