import { useCallback, useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { Params } from '#shared/contract/operations.ts'
import { useApp, useTranslator } from '../../app/context.ts'

/** Makes rows of a model its baseline; the job stands in the tray too, and goes on when the view is left. */
export function useRowsAsBaseline(): {
  readonly running: boolean
  readonly progress: JobProgress | null
  use(params: Params<'models.use_rows'>): void
} {
  const { client, notices } = useApp()
  const t = useTranslator()
  const [state, setState] = useState<{ running: boolean; progress: JobProgress | null }>({
    running: false,
    progress: null,
  })
  const use = useCallback(
    (params: Params<'models.use_rows'>) => {
      setState({ running: true, progress: null })
      client
        .job('models.use_rows', params, (progress) => setState({ running: true, progress }))
        .result.then(
          () => notices.show({ tone: 'info', text: t.text('baseline.changed') }),
          (error: unknown) => notices.showError(toErrorShape(error)),
        )
        .finally(() => setState({ running: false, progress: null }))
    },
    [client, notices, t],
  )
  return { ...state, use }
}
