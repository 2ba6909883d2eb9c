import { ChartLine } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const WINDOW_CHOICES = ['auto', '1d', '1w', '1mo'] as const
export type WindowChoice = (typeof WINDOW_CHOICES)[number]

export type PerformancePlace = {
  readonly model: string
  /** Null for the metric by which the task is judged first. */
  readonly metric: string | null
  readonly window: WindowChoice
  /** Number of the window whose metrics are listed; null for the newest judged one. */
  readonly at: number | null
  readonly threshold: number | null
  readonly falsePositive: number | null
  readonly falseNegative: number | null
  readonly protectedColumn: string | null
  readonly by: string | null
}

export const PERFORMANCE_DEFAULTS = {
  metric: null,
  window: 'auto',
  at: null,
  threshold: null,
  falsePositive: null,
  falseNegative: null,
  protectedColumn: null,
  by: null,
} as const

const KEYS = {
  metric: 'metric',
  at: 'at',
  threshold: 'threshold',
  falsePositive: 'false_positive',
  falseNegative: 'false_negative',
  protectedColumn: 'protected',
  by: 'by',
} as const

export const performanceView: View<'performance', PerformancePlace> = {
  name: 'performance',
  path: '/models/:model/performance',
  parse: ({ model }, search) => ({
    model,
    metric: search.get(KEYS.metric),
    window: WINDOW_CHOICES.find((choice) => choice === search.get('window')) ?? 'auto',
    at: numberIn(search, KEYS.at),
    threshold: numberIn(search, KEYS.threshold),
    falsePositive: numberIn(search, KEYS.falsePositive),
    falseNegative: numberIn(search, KEYS.falseNegative),
    protectedColumn: search.get(KEYS.protectedColumn),
    by: search.get(KEYS.by),
  }),
  format({ model, window, ...place }) {
    const search = new URLSearchParams()
    if (window !== 'auto') search.set('window', window)
    for (const [name, key] of Object.entries(KEYS)) {
      const value = place[name as keyof typeof KEYS]
      if (value !== null) search.set(key, String(value).toWellFormed())
    }
    return { names: { model }, search }
  },
  load: () => import('./PerformancePage.tsx').then(({ PerformancePage }) => ({ default: PerformancePage })),
  about: 'about.performance',
  navigation: {
    level: 'model',
    of: (model) => ({ model, ...PERFORMANCE_DEFAULTS }),
    label: 'view.performance',
    question: 'nav.performance',
    icon: ChartLine,
    order: 20,
    keys: 'g p',
  },
}

function numberIn(search: URLSearchParams, key: string): number | null {
  const text = search.get(key)
  const value = text === null || text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : null
}
