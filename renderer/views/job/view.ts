import type { JobId } from '#shared/domain/ids.ts'
import type { View } from '../../app/view.ts'

export const jobView: View<'job', { readonly job: JobId }> = {
  name: 'job',
  path: '/jobs/:job',
  parse: ({ job }) => ({ job: job as JobId }),
  format: ({ job }) => ({ names: { job } }),
  load: () => import('./JobPage.tsx').then(({ JobPage }) => ({ default: JobPage })),
  about: 'about.job',
}
