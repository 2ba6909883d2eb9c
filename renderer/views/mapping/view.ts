import { ListChecks } from 'lucide-react'
import type { NoPlace, View } from '../../app/view.ts'

export const mappingView: View<'mapping', NoPlace> = {
  name: 'mapping',
  path: '/mapping',
  parse: () => ({}),
  format: () => ({}),
  load: () => import('./MappingPage.tsx').then(({ MappingPage }) => ({ default: MappingPage })),
  about: 'about.mapping',
  navigation: {
    level: 'workspace',
    place: {},
    label: 'nav.mapping',
    question: 'nav.mapping.question',
    icon: ListChecks,
    order: 5,
    keys: 'g m',
    available: ({ comparison }) => comparison.getState().reference.files.length > 0,
  },
}
