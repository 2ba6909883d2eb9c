import { useCallback, useEffect, useRef, useState } from 'react'
import type { RunningJob } from '#shared/contract/client.ts'
import type { ExaminedColumn } from '#shared/contract/documents/model.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { JobProgress } from '#shared/contract/events.ts'
import type { Params } from '#shared/contract/operations.ts'
import { useApp } from '../../app/context.ts'

export type Examination =
  | { readonly kind: 'none' }
  | { readonly kind: 'measuring'; readonly progress: JobProgress | null }
  | { readonly kind: 'done'; readonly found: ExaminedColumn }
  | { readonly kind: 'failed'; readonly error: ErrorShape }

/** A selection rests when it has not changed for so long. */
const REST_MS = 600
/** More rows than that are only measured when a person asks for it. */
const BY_ITSELF_ROWS = 3_000_000

/**
 * The exact answer after the one from counts: begins when the selection rests, is cancelled when it changes, and waits
 * to be asked for where there are many rows. Null asks nothing.
 */
export function useExamine(
  params: Params<'models.examine'> | null,
  rows: number,
): { readonly examination: Examination; readonly byItself: boolean; measure(): void } {
  const { client } = useApp()
  const key = params === null ? null : JSON.stringify(params)
  const [state, setState] = useState<{ readonly key: string; readonly examination: Examination } | null>(null)
  const job = useRef<RunningJob<'models.examine'> | null>(null)
  const asked = useRef(params)
  asked.current = params
  const measure = useCallback(() => {
    const now = asked.current
    if (now === null) return
    const of = JSON.stringify(now)
    const put = (examination: Examination) => setState({ key: of, examination })
    put({ kind: 'measuring', progress: null })
    const running = client.job('models.examine', now, (progress) => put({ kind: 'measuring', progress }))
    job.current = running
    running.result.then(
      (found) => put({ kind: 'done', found }),
      (failure: unknown) => {
        const error = toErrorShape(failure)
        put(error.code === 'CANCELLED' ? { kind: 'none' } : { kind: 'failed', error })
      },
    )
  }, [client])
  const byItself = rows <= BY_ITSELF_ROWS
  useEffect(() => {
    if (key === null) return
    const timer = byItself ? setTimeout(measure, REST_MS) : undefined
    return () => {
      clearTimeout(timer)
      job.current?.cancel().catch(() => undefined)
      job.current = null
    }
  }, [key, byItself, measure])
  const examination = state !== null && state.key === key ? state.examination : NOTHING
  return { examination, byItself, measure }
}

const NOTHING: Examination = { kind: 'none' }
