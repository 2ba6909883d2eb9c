import type { RunId } from '#shared/domain/ids.ts'
import type { View } from '../../app/view.ts'

export const columnView: View<'column', { readonly run: RunId; readonly column: string }> = {
  name: 'column',
  path: '/runs/:run/columns/:column?',
  parse: ({ run, column }) => ({ run: run as RunId, column }),
  format: ({ run, column }) => ({ names: { run, column } }),
  load: () => import('./ColumnPage.tsx').then(({ ColumnPage }) => ({ default: ColumnPage })),
  about: 'about.column',
  under: 'drift',
}
