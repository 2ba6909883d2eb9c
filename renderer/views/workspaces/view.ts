import { FolderOpen } from 'lucide-react'
import type { NoPlace, View } from '../../app/view.ts'

export const workspacesView: View<'workspaces', NoPlace> = {
  name: 'workspaces',
  path: '/workspaces',
  parse: () => ({}),
  format: () => ({}),
  load: () => import('./WorkspacesPage.tsx').then(({ WorkspacesPage }) => ({ default: WorkspacesPage })),
  about: 'about.workspaces',
  navigation: {
    level: 'workspace',
    place: {},
    foot: true,
    label: 'view.workspaces',
    question: 'view.workspaces.question',
    icon: FolderOpen,
    order: 90,
    keys: 'g v',
  },
}
