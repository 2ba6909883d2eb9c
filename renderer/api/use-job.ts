import { useCallback, useEffect, useState } from 'react'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { AppEvent, JobProgress } from '#shared/contract/events.ts'
import type { OperationOf, Params, Result } from '#shared/contract/operations.ts'
import { useApp } from '../app/context.ts'

export type JobAnswer<Answer> = {
  /** The newest answer; that of an earlier question stays until the next one is there. */
  readonly data?: Answer
  readonly error?: ErrorShape
  readonly running: boolean
  readonly progress: JobProgress | null
  again(): void
}

type State<Answer> = {
  readonly data?: Answer
  readonly error?: ErrorShape
  readonly running: boolean
  readonly progress: JobProgress | null
}

const CHANGES: ReadonlySet<AppEvent['type']> = new Set(['logs.changed', 'baselines.changed'])

/**
 * The result of a job that a view is made of: started when the parameters change and when logs or baselines do, cancelled
 * when nobody wants it any more.
 */
export function useJob<Name extends OperationOf<'job'>>(
  name: Name,
  params: Params<Name>,
): JobAnswer<Result<Name>> {
  const { client } = useApp()
  const [round, setRound] = useState(0)
  // Equal parameters are one question, however often they are made anew; another round asks the same one again.
  const question = JSON.stringify({ params, round })
  const [state, setState] = useState<State<Result<Name>>>({ running: true, progress: null })
  const again = useCallback(() => setRound((before) => before + 1), [])
  useEffect(
    () =>
      client.onEvent((event) => {
        if (CHANGES.has(event.type)) again()
      }),
    [client, again],
  )
  useEffect(() => {
    let wanted = true
    setState(({ data }) => ({ ...(data === undefined ? {} : { data }), running: true, progress: null }))
    const asked = (JSON.parse(question) as { readonly params: Params<Name> }).params
    const job = client.job(name, asked, (progress) => {
      if (wanted) setState((before) => ({ ...before, progress }))
    })
    job.result.then(
      (data) => {
        if (wanted) setState({ data, running: false, progress: null })
      },
      (failure: unknown) => {
        if (wanted) setState({ error: toErrorShape(failure), running: false, progress: null })
      },
    )
    return () => {
      wanted = false
      job.cancel().catch(() => undefined)
    }
  }, [client, name, question])
  return { ...state, again }
}
