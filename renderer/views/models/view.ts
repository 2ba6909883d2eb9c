import { Boxes } from 'lucide-react'
import type { NoPlace, View } from '../../app/view.ts'

export const modelsView: View<'models', NoPlace> = {
  name: 'models',
  path: '/models',
  parse: () => ({}),
  format: () => ({}),
  load: () => import('./ModelsPage.tsx').then(({ ModelsPage }) => ({ default: ModelsPage })),
  about: 'about.models',
  navigation: {
    level: 'workspace',
    place: {},
    label: 'view.models',
    question: 'nav.models',
    icon: Boxes,
    order: 5,
    keys: 'g a',
  },
}
