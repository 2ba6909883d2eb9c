import { Columns3Cog } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const modelMappingView: View<'modelMapping', { readonly model: string }> = {
  name: 'modelMapping',
  path: '/models/:model/mapping',
  parse: ({ model }) => ({ model }),
  format: ({ model }) => ({ names: { model } }),
  load: () =>
    import('./ModelMappingPage.tsx').then(({ ModelMappingPage }) => ({ default: ModelMappingPage })),
  about: 'about.modelMapping',
  navigation: {
    level: 'model',
    of: (model) => ({ model }),
    label: 'view.modelMapping',
    question: 'view.modelMapping.question',
    icon: Columns3Cog,
    order: 90,
    keys: 'g r',
  },
}
