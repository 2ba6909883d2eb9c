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
  /** Keeps the answer current for as long as somebody looks at it; the returned function ends that. */
  watch<Name extends QueryName>(query: Query<Name>): () => void
  /** What the backend knows has changed: asks again what is looked at and forgets the rest. */
  outdate(names: readonly QueryName[]): void
  /** Asks everything again that has failed, after the line is back. */
  retryFailed(): void
}

const NOT_ASKED: QueryState<never> = { loading: true }
const KEPT_ANSWERS = 200

/** Answers of queries by operation and parameters, so that going back to a view shows it at once. */
export function createQueryCache(client: Client): QueryCache {
  const store = createStore<Readonly<Record<string, QueryState<unknown>>>>(() => ({}))
  const known = new Map<string, Query<QueryName>>()
  const watched = new Map<string, number>()
  const put = (key: string, state: QueryState<unknown>) => {
    const { [key]: _before, ...others } = store.getState()
    const entries = [...Object.entries(others), [key, state] as const]
    // The oldest go first, but never what is on screen.
    const surplus = entries.length - KEPT_ANSWERS
    const gone = new Set(
      surplus <= 0
        ? []
        : entries
            .map(([name]) => name)
            .filter((name) => name !== key && !watched.has(name))
            .slice(0, surplus),
    )
    for (const name of gone) known.delete(name)
    store.setState(Object.fromEntries(entries.filter(([name]) => !gone.has(name))), true)
  }

  const newest = new Map<string, symbol>()
  const refresh = async <Name extends QueryName>({ key, name, params }: Query<Name>): Promise<void> => {
    const before = store.getState()[key]
    const turn = Symbol(key)
    newest.set(key, turn)
    put(key, before?.data === undefined ? NOT_ASKED : { data: before.data, loading: true })
    const answer = await client.query(name, params).then(
      (data): QueryState<unknown> => ({ data, loading: false }),
      (error: unknown): QueryState<unknown> => ({ error: toErrorShape(error), loading: false }),
    )
    // An older request that answers late says nothing about now.
    if (newest.get(key) !== turn) return
    newest.delete(key)
    put(key, answer)
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
    watch({ key }) {
      watched.set(key, (watched.get(key) ?? 0) + 1)
      return () => {
        const left = (watched.get(key) ?? 1) - 1
        if (left === 0) watched.delete(key)
        else watched.set(key, left)
      }
    },
    outdate(names) {
      if (names.length === 0) return
      const stale = [...known.values()].filter(({ name }) => names.includes(name))
      const kept = stale.filter(({ key }) => watched.has(key))
      const gone = new Set(stale.filter(({ key }) => !watched.has(key)).map(({ key }) => key))
      store.setState(
        (states) => Object.fromEntries(Object.entries(states).filter(([key]) => !gone.has(key))),
        true,
      )
      for (const query of kept) void refresh(query)
    },
    retryFailed() {
      for (const [key, state] of Object.entries(store.getState())) {
        const query = known.get(key)
        if (state.error !== undefined && query !== undefined) void refresh(query)
      }
    },
  }
}
