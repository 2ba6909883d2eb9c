import { createStore, type StoreApi } from 'zustand/vanilla'
import type { RunId } from '#shared/domain/ids.ts'
import { formatRoute, modelOf, parseRoute, type Route, runOf } from './routes.ts'

/** What the navigation is about besides the workspace: a model or a comparison. */
export type Subject =
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'run'; readonly run: RunId }

export type NavigationState = {
  readonly route: Route
  /** The run of the newest route that had one, so that its views stay reachable from elsewhere. */
  readonly run: RunId | null
  /** The model of the newest route that had one. */
  readonly model: string | null
  /** Whichever of both the person looked at last. */
  readonly subject: Subject | null
}
export type NavigationStore = StoreApi<NavigationState> & {
  /** Goes to a route as a step of its own in the history, or, for fine changes of a view, in place. */
  go(route: Route, how?: 'push' | 'replace'): void
  /** Leaves a run that is no more. */
  forgetRun(run: RunId): void
  /** Leaves a model that is no more. */
  forgetModel(model: string): void
}

type Kept = Omit<NavigationState, 'route'>

const KEPT_AS = 'driftdesk.subject'
const NOTHING: Kept = { run: null, model: null, subject: null }

/** The place in the app is the location's hash and nothing else, so reload, back and links just work. */
export function createNavigationStore(
  page: Pick<Window, 'location' | 'history' | 'addEventListener'>,
  keep: Pick<Storage, 'getItem' | 'setItem'>,
): NavigationStore {
  const first = parseRoute(page.location.hash)
  const store = createStore<NavigationState>(() => withRoute(readKept(keep.getItem(KEPT_AS)), first))
  const arrive = (route: Route) => store.setState((state) => withRoute(state, route))
  store.subscribe(({ run, model, subject }) => keep.setItem(KEPT_AS, JSON.stringify({ run, model, subject })))
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
      const { model, ...state } = store.getState()
      if (state.run !== run) return
      store.setState({ run: null, subject: model === null ? null : { kind: 'model', model } })
    },
    forgetModel(model) {
      const { run, ...state } = store.getState()
      if (state.model !== model) return
      store.setState({ model: null, subject: run === null ? null : { kind: 'run', run } })
    },
  }
}

function withRoute(kept: Kept, route: Route): NavigationState {
  const [run, model] = [runOf(route), modelOf(route)]
  if (run !== null) return { route, run, model: kept.model, subject: { kind: 'run', run } }
  if (model !== null) return { route, run: kept.run, model, subject: { kind: 'model', model } }
  return { route, run: kept.run, model: kept.model, subject: kept.subject }
}

function readKept(text: string | null): Kept {
  if (text === null) return NOTHING
  try {
    const kept: unknown = JSON.parse(text)
    if (typeof kept !== 'object' || kept === null) return NOTHING
    const run = 'run' in kept && typeof kept.run === 'string' ? (kept.run as RunId) : null
    const model = 'model' in kept && typeof kept.model === 'string' ? kept.model : null
    const last = JSON.stringify('subject' in kept ? kept.subject : null)
    const subjects: readonly Subject[] = [
      ...(run === null ? [] : [{ kind: 'run', run } as const]),
      ...(model === null ? [] : [{ kind: 'model', model } as const]),
    ]
    return { run, model, subject: subjects.find((one) => JSON.stringify(one) === last) ?? null }
  } catch {
    return NOTHING
  }
}
