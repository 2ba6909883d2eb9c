import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '#shared/contract/client.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { OperationOf, Params, Result } from '#shared/contract/operations.ts'

type QueryName = OperationOf<'query'>

/** One question to the backend; the cache hands out the same object for the same question. */
export type Query<Name extends QueryName> = {
  readonly key: string
  readonly name: Name
  readonly params: Params<Name>
}

/** An answer, an error, or neither yet. An older answer stays while it is asked again. */
export type QueryState<T> = {
  readonly data?: T
  readonly error?: ErrorShape
  readonly loading: boolean
}

export type QueryCache = {
  readonly store: StoreApi<Readonly<Record<string, QueryState<unknown>>>>
  query<Name extends QueryName>(name: Name, params: Params<Name>): Query<Name>
  /** Asks unless the answer is there or under way. */
  ensure<Name extends QueryName>(query: Query<Name>): void
  /** Asks again. */
  refresh<Name extends QueryName>(query: Query<Name>): Promise<void>
  read<Name extends QueryName>(query: Query<Name>): QueryState<Result<Name>>
  /** Asks everything again that has failed, after the line is back. */
  retryFailed(): void
}

const NOT_ASKED: QueryState<never> = { loading: true }
const KEPT_ANSWERS = 200

/** Answers of queries by operation and parameters, so that going back to a view shows it at once. */
export function createQueryCache(client: Client): QueryCache {
  const store = createStore<Readonly<Record<string, QueryState<unknown>>>>(() => ({}))
  const known = new Map<string, Query<QueryName>>()
  const put = (key: string, state: QueryState<unknown>) =>
    store.setState(
      (states) => Object.fromEntries([...Object.entries(states), [key, state]].slice(-KEPT_ANSWERS)),
      true,
    )

  const refresh = async <Name extends QueryName>({ key, name, params }: Query<Name>): Promise<void> => {
    const before = store.getState()[key]
    put(key, before?.data === undefined ? NOT_ASKED : { data: before.data, loading: true })
    try {
      put(key, { data: await client.query(name, params), loading: false })
    } catch (error) {
      put(key, { error: toErrorShape(error), loading: false })
    }
  }

  return {
    store,
    query<Name extends QueryName>(name: Name, params: Params<Name>) {
      const key = `${name} ${JSON.stringify(params)}`
      const query = known.get(key) ?? { key, name, params }
      known.set(key, query)
      return query as Query<Name>
    },
    ensure(query) {
      if (store.getState()[query.key] === undefined) void refresh(query)
    },
    refresh,
    read<Name extends QueryName>(query: Query<Name>) {
      return (store.getState()[query.key] ?? NOT_ASKED) as QueryState<Result<Name>>
    },
    retryFailed() {
      for (const [key, state] of Object.entries(store.getState())) {
        const query = known.get(key)
        if (state.error !== undefined && query !== undefined) void refresh(query)
      }
    },
  }
}
