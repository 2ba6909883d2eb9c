import { FlaskConical } from 'lucide-react'
import type { View } from '../../app/view.ts'

/** The library, or one incident of it. */
export type LabPlace = { readonly incident: string | null; readonly seed: number }

export const DEFAULT_SEED = 1

export const labView: View<'lab', LabPlace> = {
  name: 'lab',
  path: '/lab/:incident?',
  parse({ incident }, search) {
    const seed = Number(search.get('seed') ?? DEFAULT_SEED)
    return {
      incident: incident === undefined || incident === '' ? null : incident,
      seed: Number.isSafeInteger(seed) && seed >= 0 && seed <= 0xffff_ffff ? seed : DEFAULT_SEED,
    }
  },
  format: ({ incident, seed }) => ({
    names: { incident: incident ?? '' },
    search: new URLSearchParams(seed === DEFAULT_SEED ? [] : [['seed', String(seed)]]),
  }),
  load: () => import('./LabPage.tsx').then(({ LabPage }) => ({ default: LabPage })),
  about: 'about.lab',
  navigation: {
    level: 'workspace',
    place: { incident: null, seed: DEFAULT_SEED },
    label: 'view.lab',
    question: 'nav.lab',
    icon: FlaskConical,
    order: 65,
    keys: 'g l',
  },
}
