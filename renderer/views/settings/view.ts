import { Settings2 } from 'lucide-react'
import type { NoPlace, View } from '../../app/view.ts'

export const settingsView: View<'settings', NoPlace> = {
  name: 'settings',
  path: '/settings',
  parse: () => ({}),
  format: () => ({}),
  load: () => import('./SettingsPage.tsx').then(({ SettingsPage }) => ({ default: SettingsPage })),
  about: 'about.settings',
  navigation: {
    level: 'workspace',
    place: {},
    foot: true,
    label: 'settings.title',
    question: 'nav.settings.question',
    icon: Settings2,
    order: 100,
    keys: 'mod+,',
  },
}
