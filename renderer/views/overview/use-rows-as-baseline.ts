import { useCallback, useState } from 'react'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { Params } from '#shared/contract/operations.ts'
import { useApp, useTranslator } from '../../app/context.ts'

/** Makes rows of a model its baseline; the job stands in the tray too, and goes on when the view is left. */
export function useRowsAsBaseline(): {
  readonly running: boolean
  readonly progress: JobProgress | null
  /** `before` is the baseline that is in use now; null where there is none. */
  use(params: Params<'models.use_rows'>, before: string | null): void
} {
  const { client, notices, undo } = useApp()
  const t = useTranslator()
  const [state, setState] = useState<{ running: boolean; progress: JobProgress | null }>({
    running: false,
    progress: null,
  })
  const use = useCallback(
    (params: Params<'models.use_rows'>, before: string | null) => {
      const { model } = params
      const change = (baseline: string) => client.job('baselines.use', { model, baseline }).result
      setState({ running: true, progress: null })
      client
        .job('models.use_rows', params, (progress) => setState({ running: true, progress }))
        .result.then(
          ({ baseline }) => {
            if (before === null) {
              notices.show({ tone: 'info', text: t.text('baseline.changed') })
              return
            }
            undo.add({
              text: (words) => words.text('undo.baseline', { model }),
              undo: () => change(before),
              redo: () => change(baseline),
              announced: true,
            })
          },
          (error: unknown) => notices.showError(toErrorShape(error)),
        )
        .finally(() => setState({ running: false, progress: null }))
    },
    [client, notices, undo, t],
  )
  return { ...state, use }
}
