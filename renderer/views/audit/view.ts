import type { RunId } from '#shared/domain/ids.ts'
import type { View } from '../../app/view.ts'

export const auditView: View<'audit', { readonly run: RunId; readonly column: string }> = {
  name: 'audit',
  path: '/runs/:run/columns/:column?/audit',
  parse: ({ run, column }) => ({ run: run as RunId, column }),
  format: ({ run, column }) => ({ names: { run, column } }),
  load: () => import('./AuditPage.tsx').then(({ AuditPage }) => ({ default: AuditPage })),
  about: 'about.audit',
  under: 'drift',
}
