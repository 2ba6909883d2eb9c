import { RefreshCcwDot } from 'lucide-react'
import type { View } from '../../app/view.ts'

export const feedbackView: View<'feedback', { readonly model: string }> = {
  name: 'feedback',
  path: '/models/:model/feedback',
  parse: ({ model }) => ({ model }),
  format: ({ model }) => ({ names: { model } }),
  load: () => import('./FeedbackPage.tsx').then(({ FeedbackPage }) => ({ default: FeedbackPage })),
  about: 'about.feedback',
  navigation: {
    level: 'model',
    of: (model) => ({ model }),
    label: 'view.feedback',
    question: 'nav.feedback',
    icon: RefreshCcwDot,
    order: 30,
  },
}
