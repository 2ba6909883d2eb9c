import { FileText } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const manifestView: View<'manifest', { readonly model: string }> = {
  name: 'manifest',
  path: '/models/:model/manifest',
  parse: ({ model }) => ({ model }),
  format: ({ model }) => ({ names: { model } }),
  load: () => import('./ManifestPage.tsx').then(({ ManifestPage }) => ({ default: ManifestPage })),
  about: 'about.manifest',
  navigation: {
    level: 'model',
    of: (model) => ({ model }),
    label: 'view.manifest',
    question: 'nav.manifest',
    icon: FileText,
    order: 80,
  },
}
