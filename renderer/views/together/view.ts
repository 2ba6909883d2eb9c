import { Waypoints } from 'lucide-react'
import type { RunId } from '#shared/domain/ids.ts'
import type { View } from '../../app/view.ts'

export const togetherView: View<'together', { readonly run: RunId }> = {
  name: 'together',
  path: '/runs/:run/together',
  parse: ({ run }) => ({ run: run as RunId }),
  format: ({ run }) => ({ names: { run } }),
  load: () => import('./TogetherPage.tsx').then(({ TogetherPage }) => ({ default: TogetherPage })),
  about: 'about.together',
  navigation: {
    level: 'run',
    of: (run) => ({ run }),
    label: 'view.together',
    question: 'nav.together',
    icon: Waypoints,
    order: 20,
    keys: 'g t',
  },
}
