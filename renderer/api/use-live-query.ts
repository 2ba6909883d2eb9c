import { useEffect } from 'react'
import type { AppEvent } from '#shared/contract/events.ts'
import type { OperationOf, Params, Result } from '#shared/contract/operations.ts'
import { useApp, useQuery } from '../app/context.ts'
import type { QueryState } from './query-cache.ts'

/** A query whose answer these events change: it is asked again at each, and when the view comes back. */
export function useLiveQuery<Name extends OperationOf<'query'>>(
  name: Name,
  params: Params<Name>,
  events: readonly AppEvent['type'][],
): QueryState<Result<Name>> & { reload(): void } {
  const { client, queries } = useApp()
  const state = useQuery(name, params)
  const query = queries.query(name, params)
  const changing = events.join(' ')
  useEffect(() => {
    if (queries.read(query).data !== undefined) void queries.refresh(query)
    return client.onEvent((event) => {
      if (changing.split(' ').includes(event.type)) void queries.refresh(query)
    })
  }, [client, queries, query, changing])
  return state
}
