import { Plus } from 'lucide-react'
import type { NoPlace, View } from '../../app/view.ts'

export const startView: View<'start', NoPlace> = {
  name: 'start',
  path: '/',
  parse: () => ({}),
  format: () => ({}),
  load: () => import('./StartPage.tsx').then(({ StartPage }) => ({ default: StartPage })),
  about: 'about.start',
  navigation: {
    level: 'workspace',
    place: {},
    label: 'view.start',
    question: 'nav.start',
    icon: Plus,
    order: 0,
    keys: 'g s',
  },
}
