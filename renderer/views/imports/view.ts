import { History } from 'lucide-react'
import type { View } from '../../app/view.ts'

/** Of one model, or null for all. */
type ImportsPlace = { readonly of: string | null }

export const importsView: View<'imports', ImportsPlace> = {
  name: 'imports',
  path: '/imports',
  parse: (_names, search) => ({ of: search.get('model') }),
  format: ({ of }) => ({ search: new URLSearchParams(of === null ? [] : [['model', of.toWellFormed()]]) }),
  load: () => import('./ImportsPage.tsx').then(({ ImportsPage }) => ({ default: ImportsPage })),
  about: 'about.imports',
  navigation: {
    level: 'workspace',
    place: { of: null },
    label: 'view.imports',
    question: 'view.imports.question',
    icon: History,
    order: 60,
    keys: 'g h',
  },
}
