import { FileStack } from 'lucide-react'
import type { RunId } from '#shared/domain/ids.ts'
import type { View } from '../../app/view.ts'

export const inputsView: View<'inputs', { readonly run: RunId }> = {
  name: 'inputs',
  path: '/runs/:run/inputs',
  parse: ({ run }) => ({ run: run as RunId }),
  format: ({ run }) => ({ names: { run } }),
  load: () => import('./InputsPage.tsx').then(({ InputsPage }) => ({ default: InputsPage })),
  about: 'about.inputs',
  navigation: {
    level: 'run',
    of: (run) => ({ run }),
    label: 'view.inputs',
    question: 'nav.inputs',
    icon: FileStack,
    order: 40,
    keys: 'g i',
  },
}
