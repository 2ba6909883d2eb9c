import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ErrorShape } from '#shared/contract/errors.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import type { AppEvent } from '#shared/contract/events.ts'
import type { OperationOf, Params, Result } from '#shared/contract/operations.ts'
import { useApp } from '../app/context.ts'
import { createLatest } from './latest.ts'

export type LiveAnswer<Answer> = {
  readonly data?: Answer
  readonly error?: ErrorShape
  /** The answer is to an earlier question; a newer one is on its way. */
  readonly stale: boolean
  reload(): void
}

type Asked<Name extends OperationOf<'query'>> = { readonly params: Params<Name>; readonly round: number }

const CHANGES: ReadonlySet<AppEvent['type']> = new Set(['logs.changed', 'baselines.changed'])

/**
 * The newest answer to a question that changes while a person drags; nothing is kept of the earlier ones. Asked again
 * when logs or baselines change. Null asks nothing.
 */
export function useLatest<Name extends OperationOf<'query'>>(
  name: Name,
  params: Params<Name> | null,
): LiveAnswer<Result<Name>> {
  const { client, connection } = useApp()
  const live = useMemo(() => {
    const latest = createLatest<Asked<Name>, Result<Name>>(({ params: asked }) => client.query(name, asked))
    let round = 0
    let last: Params<Name> | null = null
    const again = () => {
      round += 1
      if (last !== null) latest.ask({ params: last, round })
    }
    return {
      latest,
      again,
      ask(next: Params<Name>) {
        last = next
        latest.ask({ params: next, round })
      },
    }
  }, [client, name])
  // The parameters are made anew at every rendering; equal ones are asked once.
  useEffect(() => {
    if (params !== null) live.ask(params)
  })
  useEffect(() => {
    const stop = client.onEvent((event) => {
      if (CHANGES.has(event.type)) live.again()
    })
    const stopLine = connection.onState((state) => {
      if (state.kind === 'connected') live.again()
    })
    return () => {
      stop()
      stopLine()
    }
  }, [client, connection, live])
  const state = useSyncExternalStore(live.latest.subscribe, live.latest.state)
  return {
    ...(state.data === undefined ? {} : { data: state.data }),
    ...(state.error === undefined ? {} : { error: toErrorShape(state.error) }),
    stale: state.stale,
    reload: live.again,
  }
}
