import { Network } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const fleetView: View<'fleet', { readonly at: number | null }> = {
  name: 'fleet',
  path: '/fleet',
  parse: (_, search) => {
    const at = Number(search.get('at') ?? Number.NaN)
    return { at: Number.isInteger(at) && at >= 0 ? at : null }
  },
  format({ at }) {
    const search = new URLSearchParams()
    if (at !== null) search.set('at', String(at))
    return { search }
  },
  load: () => import('./FleetPage.tsx').then(({ FleetPage }) => ({ default: FleetPage })),
  about: 'about.fleet',
  navigation: {
    level: 'workspace',
    place: { at: null },
    label: 'view.fleet',
    question: 'nav.fleet',
    icon: Network,
    order: 15,
  },
}
