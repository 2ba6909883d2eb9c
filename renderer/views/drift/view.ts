import { ChartNoAxesCombined } from 'lucide-react'
import type { RunId } from '#shared/domain/ids.ts'
import { useQuery } from '../../app/context.ts'
import type { View } from '../../app/view.ts'
import { type ColumnFilter, DEFAULT_FILTER, formatFilter, parseFilter } from './filter.ts'

export const driftView: View<'drift', { readonly run: RunId; readonly filter: ColumnFilter }> = {
  name: 'drift',
  path: '/runs/:run/drift',
  parse: ({ run }, search) => ({ run: run as RunId, filter: parseFilter(search) }),
  format: ({ run, filter }) => ({ names: { run }, search: formatFilter(filter) }),
  load: () => import('./DriftPage.tsx').then(({ DriftPage }) => ({ default: DriftPage })),
  about: 'about.drift',
  navigation: {
    level: 'run',
    of: (run) => ({ run, filter: DEFAULT_FILTER }),
    label: 'view.drift',
    question: 'nav.drift',
    icon: ChartNoAxesCombined,
    order: 0,
    keys: 'g d',
    useCount: ({ run }) => useQuery('drift.get', { run }).data?.document.summary.drifted,
  },
  keys: [
    ['ArrowUp ArrowDown', 'help.table.move'],
    ['Home End', 'help.table.ends'],
    ['Enter', 'help.table.open'],
  ],
}
