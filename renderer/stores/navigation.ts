import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RunId } from '#shared/domain/ids.ts'
import { formatRoute, parseRoute, type Route, runOf } from './routes.ts'

export type NavigationState = {
  readonly route: Route
  /** The run of the newest route that had one, so that its views stay reachable from elsewhere. */
  readonly run: RunId | null
}
export type NavigationStore = StoreApi<NavigationState> & {
  /** Goes to a route as a step of its own in the history, or, for fine changes of a view, in place. */
  go(route: Route, how?: 'push' | 'replace'): void
  /** Leaves a run that is no more. */
  forgetRun(run: RunId): void
}

const RUN_KEPT_AS = 'driftdesk.run'

/** The place in the app is the location's hash and nothing else, so reload, back and links just work. */
export function createNavigationStore(
  page: Pick<Window, 'location' | 'history' | 'addEventListener'>,
  keep: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
): NavigationStore {
  const first = parseRoute(page.location.hash)
  const store = createStore<NavigationState>(() => ({
    route: first,
    run: runOf(first) ?? (keep.getItem(RUN_KEPT_AS) as RunId | null),
  }))
  const arrive = (route: Route) => {
    const run = runOf(route)
    if (run !== null) keep.setItem(RUN_KEPT_AS, run)
    store.setState(run === null ? { route } : { route, run })
  }
  const follow = () => arrive(parseRoute(page.location.hash))
  page.addEventListener('hashchange', follow)
  page.addEventListener('popstate', follow)
  return {
    ...store,
    go(route, how = 'push') {
      const hash = formatRoute(route)
      if (hash === formatRoute(store.getState().route)) return
      if (how === 'push') page.history.pushState(null, '', hash)
      else page.history.replaceState(null, '', hash)
      arrive(route)
    },
    forgetRun(run) {
      if (store.getState().run !== run) return
      keep.removeItem(RUN_KEPT_AS)
      store.setState({ run: null })
    },
  }
}
