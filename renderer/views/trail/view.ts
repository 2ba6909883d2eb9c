import { Link2 } from 'lucide-react'
import type { View } from '../../app/view.ts'

/** Which entries are shown; empty where it does not matter. */
export type TrailPlace = {
  readonly kind: string
  readonly of: string
  readonly by: string
  /** Days, "2026-03-01", both inclusive. */
  readonly from: string
  readonly to: string
  readonly page: number
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const EVERYTHING: TrailPlace = { kind: '', of: '', by: '', from: '', to: '', page: 1 }

export const trailView: View<'trail', TrailPlace> = {
  name: 'trail',
  path: '/audit',
  parse(_names, search) {
    const page = Number(search.get('page') ?? 1)
    const day = (name: string) => {
      const text = search.get(name) ?? ''
      return DAY.test(text) ? text : ''
    }
    return {
      kind: search.get('kind') ?? '',
      of: search.get('of') ?? '',
      by: search.get('by') ?? '',
      from: day('from'),
      to: day('to'),
      page: Number.isSafeInteger(page) && page >= 1 ? page : 1,
    }
  },
  format: ({ page, ...filter }) => ({
    search: new URLSearchParams([
      ...Object.entries(filter).filter(([, value]) => value !== ''),
      ...(page > 1 ? [['page', String(page)]] : []),
    ]),
  }),
  load: () => import('./TrailPage.tsx').then(({ TrailPage }) => ({ default: TrailPage })),
  about: 'about.trail',
  navigation: {
    level: 'workspace',
    place: EVERYTHING,
    label: 'view.trail',
    question: 'view.trail.question',
    icon: Link2,
    order: 75,
  },
}
