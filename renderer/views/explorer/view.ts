import { ScanSearch } from 'lucide-react'
import type { View } from '../../app/view.ts'
import {
  formatSelection,
  type ModelSelection,
  NO_SELECTION,
  parseSelection,
} from '../../stores/selections.ts'

export const EXPLORER_ORDERS = ['severity', 'name'] as const
export type ExplorerOrder = (typeof EXPLORER_ORDERS)[number]
export const DETAIL_TABS = ['shape', 'course', 'why', 'rows'] as const
export type DetailTab = (typeof DETAIL_TABS)[number]

export type ExplorerPlace = {
  readonly model: string
  readonly selection: ModelSelection
  /** The column that is shown by itself. */
  readonly column: string | null
  readonly tab: DetailTab
  /** The column whose values split the rows of the shown one. */
  readonly by: string | null
  readonly order: ExplorerOrder
  /** Whether the map shows the buckets of the window only, and finer ones. */
  readonly zoom: boolean
}

export const EXPLORER_DEFAULTS = {
  column: null,
  tab: 'shape',
  by: null,
  order: 'severity',
  zoom: false,
} as const

export const explorerView: View<'explorer', ExplorerPlace> = {
  name: 'explorer',
  path: '/models/:model/drift',
  parse: ({ model }, search) => ({
    model,
    selection: parseSelection(search),
    column: search.get('column'),
    tab: DETAIL_TABS.find((tab) => tab === search.get('tab')) ?? EXPLORER_DEFAULTS.tab,
    by: search.get('by'),
    order: EXPLORER_ORDERS.find((order) => order === search.get('order')) ?? EXPLORER_DEFAULTS.order,
    zoom: search.get('zoom') === 'window',
  }),
  format({ model, selection, column, tab, by, order, zoom }) {
    const search = formatSelection(selection)
    if (column !== null) search.set('column', column.toWellFormed())
    if (tab !== EXPLORER_DEFAULTS.tab) search.set('tab', tab)
    if (by !== null) search.set('by', by.toWellFormed())
    if (order !== EXPLORER_DEFAULTS.order) search.set('order', order)
    if (zoom) search.set('zoom', 'window')
    return { names: { model }, search }
  },
  load: () => import('./ExplorerPage.tsx').then(({ ExplorerPage }) => ({ default: ExplorerPage })),
  about: 'about.explorer',
  navigation: {
    level: 'model',
    of: (model) => ({ model, selection: NO_SELECTION, ...EXPLORER_DEFAULTS }),
    label: 'view.explorer',
    question: 'nav.explorer',
    icon: ScanSearch,
    order: 10,
    keys: 'g x',
  },
  keys: [
    ['ArrowLeft ArrowRight', 'help.map.time'],
    ['ArrowUp ArrowDown', 'help.map.column'],
    ['Home End', 'help.map.ends'],
    ['Enter', 'help.table.open'],
    ['[ ]', 'help.spine.end'],
    ['{ }', 'help.spine.compare'],
    ['0', 'help.spine.reset'],
  ],
}
