import { Gauge } from 'lucide-react'
import type { View } from '../../app/view.ts'
import {
  formatSelection,
  type ModelSelection,
  NO_SELECTION,
  parseSelection,
} from '../../stores/selections.ts'

type OverviewPlace = { readonly model: string; readonly selection: ModelSelection }

export const overviewView: View<'overview', OverviewPlace> = {
  name: 'overview',
  path: '/models/:model/overview',
  parse: ({ model }, search) => ({ model, selection: parseSelection(search) }),
  format: ({ model, selection }) => ({ names: { model }, search: formatSelection(selection) }),
  load: () => import('./OverviewPage.tsx').then(({ OverviewPage }) => ({ default: OverviewPage })),
  about: 'about.overview',
  navigation: {
    level: 'model',
    of: (model) => ({ model, selection: NO_SELECTION }),
    label: 'view.overview',
    question: 'nav.overview',
    icon: Gauge,
    order: 0,
    keys: 'g o',
  },
  keys: [
    ['ArrowLeft ArrowRight', 'help.spine.move'],
    ['[ ]', 'help.spine.end'],
    ['0', 'help.spine.reset'],
  ],
}
