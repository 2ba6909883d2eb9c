import { Scale } from 'lucide-react'
import type { View } from '../../app/view.ts'
import { WINDOW_CHOICES, type WindowChoice } from '../performance/view.ts'

export const BINNINGS = ['equal_mass', 'equal_width'] as const
export type Binning = (typeof BINNINGS)[number]

export type CalibrationPlace = {
  readonly model: string
  readonly binning: Binning
  readonly window: WindowChoice
  readonly by: string | null
}

export const calibrationView: View<'calibration', CalibrationPlace> = {
  name: 'calibration',
  path: '/models/:model/calibration',
  parse: ({ model }, search) => ({
    model,
    binning: BINNINGS.find((binning) => binning === search.get('binning')) ?? 'equal_mass',
    window: WINDOW_CHOICES.find((choice) => choice === search.get('window')) ?? 'auto',
    by: search.get('by'),
  }),
  format({ model, binning, window, by }) {
    const search = new URLSearchParams()
    if (binning !== 'equal_mass') search.set('binning', binning)
    if (window !== 'auto') search.set('window', window)
    if (by !== null) search.set('by', by.toWellFormed())
    return { names: { model }, search }
  },
  load: () => import('./CalibrationPage.tsx').then(({ CalibrationPage }) => ({ default: CalibrationPage })),
  about: 'about.calibration',
  navigation: {
    level: 'model',
    of: (model) => ({ model, binning: 'equal_mass', window: 'auto', by: null }),
    label: 'view.calibration',
    question: 'nav.calibration',
    icon: Scale,
    order: 21,
    keys: 'g c',
  },
}
