import { Timer } from 'lucide-react'
import { DEFAULT_SENTINEL, SHIFT_KINDS, type ShiftKind } from '#shared/stats/injection/shift.ts'
import type { View } from '../../app/view.ts'

export const RAMPS = ['none', '1d', '1w'] as const
export const TRIALS = ['20', '50', '200'] as const

/** What is put into the log, and how often. */
export type LatencyPlace = {
  readonly model: string
  readonly kind: ShiftKind
  /** Null until one is chosen; `flip` needs none. */
  readonly column: string | null
  readonly ramp: (typeof RAMPS)[number]
  readonly slice: { readonly column: string; readonly value: string } | null
  /** What a sentinel is. */
  readonly sentinel: number
  readonly steady: boolean
  readonly trials: (typeof TRIALS)[number]
  /** The detector whose curve stands out; null for the best. */
  readonly detector: string | null
}

const DEFAULTS: Omit<LatencyPlace, 'model'> = {
  kind: 'mean',
  column: null,
  ramp: 'none',
  slice: null,
  sentinel: DEFAULT_SENTINEL,
  steady: true,
  trials: '20',
  detector: null,
}

export const latencyView: View<'latency', LatencyPlace> = {
  name: 'latency',
  path: '/models/:model/latency',
  parse({ model }, search) {
    const where = search.get('where')
    const value = search.get('is')
    const sentinel = Number(search.get('sentinel') ?? DEFAULT_SENTINEL)
    return {
      model,
      kind: SHIFT_KINDS.find((kind) => kind === search.get('kind')) ?? DEFAULTS.kind,
      column: search.get('column'),
      ramp: RAMPS.find((ramp) => ramp === search.get('ramp')) ?? DEFAULTS.ramp,
      slice: where === null || value === null ? null : { column: where, value },
      sentinel: Number.isFinite(sentinel) ? sentinel : DEFAULT_SENTINEL,
      steady: search.get('rows') !== 'as-they-are',
      trials: TRIALS.find((trials) => trials === search.get('trials')) ?? DEFAULTS.trials,
      detector: search.get('detector'),
    }
  },
  format({ model, kind, column, ramp, slice, sentinel, steady, trials, detector }) {
    const search = new URLSearchParams()
    if (kind !== DEFAULTS.kind) search.set('kind', kind)
    if (column !== null) search.set('column', column.toWellFormed())
    if (ramp !== DEFAULTS.ramp) search.set('ramp', ramp)
    if (slice !== null) {
      search.set('where', slice.column.toWellFormed())
      search.set('is', slice.value.toWellFormed())
    }
    if (sentinel !== DEFAULT_SENTINEL) search.set('sentinel', String(sentinel))
    if (!steady) search.set('rows', 'as-they-are')
    if (trials !== DEFAULTS.trials) search.set('trials', trials)
    if (detector !== null) search.set('detector', detector.toWellFormed())
    return { names: { model }, search }
  },
  load: () => import('./LatencyPage.tsx').then(({ LatencyPage }) => ({ default: LatencyPage })),
  about: 'about.latency',
  navigation: {
    level: 'model',
    of: (model) => ({ model, ...DEFAULTS }),
    label: 'view.latency',
    question: 'nav.latency',
    icon: Timer,
    order: 57,
  },
}
