import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { OperationOf, Params, Result } from '#shared/contract/operations.ts'
import type { QueryState } from '../api/query-cache.ts'
import type { Translator } from '../i18n/translator.ts'
import type { Route } from '../stores/routes.ts'
import type { ConnectionState } from '../transport/connection.ts'
import type { App } from './app.ts'

export const AppContext = createContext<App | null>(null)
export const TranslatorContext = createContext<Translator | null>(null)

export function useApp(): App {
  const app = useContext(AppContext)
  if (app === null) throw new Error('useApp is used outside of AppContext')
  return app
}

export function useTranslator(): Translator {
  const translator = useContext(TranslatorContext)
  if (translator === null) throw new Error('useTranslator is used outside of TranslatorContext')
  return translator
}

export function useRoute(): Route {
  return useStore(useApp().navigation, ({ route }) => route)
}

/** The answer of a query, asked once and kept; `reload` asks again. */
export function useQuery<Name extends OperationOf<'query'>>(
  name: Name,
  params: Params<Name>,
): QueryState<Result<Name>> & { reload(): void } {
  const { queries } = useApp()
  const query = queries.query(name, params)
  useEffect(() => {
    queries.ensure(query)
    return queries.watch(query)
  }, [queries, query])
  useStore(queries.store, (states) => states[query.key])
  return { ...queries.read(query), reload: () => void queries.refresh(query) }
}

export function useConnection(): ConnectionState {
  const { connection } = useApp()
  return useSyncExternalStore(connection.onState, connection.state)
}

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const list = useMemo(() => window.matchMedia(query), [query])
  return useSyncExternalStore(
    (changed) => {
      list.addEventListener('change', changed)
      return () => list.removeEventListener('change', changed)
    },
    () => list.matches,
  )
}
