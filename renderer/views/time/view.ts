import { Grid3x3 } from 'lucide-react'
import type { RunId } from '#shared/domain/ids.ts'
import type { View } from '../../app/view.ts'
import { TIME_ORDERS, type TimeOrder } from './order-names.ts'

type TimePlace = {
  readonly run: RunId
  readonly order: TimeOrder
  /** The cell under the cursor: its column and the start of its bucket. */
  readonly column: string | null
  readonly at: string | null
}

export const timeView: View<'time', TimePlace> = {
  name: 'time',
  path: '/runs/:run/time',
  parse: ({ run }, search) => ({
    run: run as RunId,
    order: TIME_ORDERS.find((order) => order === search.get('order')) ?? 'severity',
    column: search.get('column'),
    at: search.get('at'),
  }),
  format({ run, order, column, at }) {
    const search = new URLSearchParams()
    if (order !== 'severity') search.set('order', order)
    if (column !== null) search.set('column', column.toWellFormed())
    if (at !== null) search.set('at', at.toWellFormed())
    return { names: { run }, search }
  },
  load: () => import('./TimePage.tsx').then(({ TimePage }) => ({ default: TimePage })),
  about: 'about.time',
  navigation: {
    level: 'run',
    of: (run) => ({ run, order: 'severity', column: null, at: null }),
    label: 'view.time',
    question: 'nav.time',
    icon: Grid3x3,
    order: 10,
    keys: 'g w',
  },
  keys: [
    ['ArrowLeft ArrowRight', 'help.map.time'],
    ['ArrowUp ArrowDown', 'help.map.column'],
    ['Home End', 'help.map.ends'],
    ['Enter', 'help.table.open'],
  ],
}
