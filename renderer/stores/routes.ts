import type { RunId } from '#shared/domain/ids.ts'
import type { View } from '../app/view.ts'
import { VIEWS } from '../app/views.ts'

type Known = (typeof VIEWS)[number]
type Routed<Name extends string, Place> = { readonly view: Name } & Place
type RouteOf<V> = V extends View<infer Name, infer Place, infer _Action> ? Routed<Name, Place> : never
type ActionOf<V> = V extends View<infer _Name, infer _Place, infer Action> ? Action : never

/** A place in the app: a view and what it shows. A link that leads nowhere is `unknown`. */
export type Route = RouteOf<Known> | Routed<'unknown', { readonly hash: string }>
export type ViewName = Route['view']
/** What views declare that they can do on command. */
export type DeclaredAction = ActionOf<Known>

/** A view whose place is not known to the type checker. */
export type AnyView = View<string, object, string>

const BY_NAME: ReadonlyMap<string, AnyView> = new Map(VIEWS.map((view) => [view.name, view]))

/** The view of a name; undefined for `unknown`. */
export function viewOf(name: string): AnyView | undefined {
  return BY_NAME.get(name)
}

/** The route that a location's hash names; anything else is `unknown`, never an exception. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const parts = path.split('/').map(decode)
  for (const view of VIEWS) {
    const names = namesIn(view.path, parts)
    const place = names === null ? null : view.parse(names, new URLSearchParams(query))
    if (place !== null) return { view: view.name, ...place } as Route
  }
  return { view: 'unknown', hash }
}

/** The hash of a route, such that `parseRoute(formatRoute(route))` is the route. */
export function formatRoute(route: Route): string {
  if (route.view === 'unknown') return route.hash
  const { search } = partsOf(route)
  return search === undefined || search.size === 0 ? pathOf(route) : `${pathOf(route)}?${search}`
}

/** The hash of a route without its search: where the person is, whatever is sorted, filtered or selected there. */
export function pathOf(route: Route): string {
  if (route.view === 'unknown') return route.hash
  const { names = {} } = partsOf(route)
  const parts = patternOf(viewOf(route.view)?.path ?? '/').map((part) =>
    part.name === null ? part.word : encodeURIComponent((names[part.name] ?? '').toWellFormed()),
  )
  return `#/${parts.join('/')}`
}

/** The run that a route is about, if any. */
export function runOf(route: Route): RunId | null {
  return 'run' in route ? route.run : null
}

/** The model that a route is about, if any. */
export function modelOf(route: Route): string | null {
  return 'model' in route && typeof route.model === 'string' ? route.model : null
}

function partsOf(route: Exclude<Route, { view: 'unknown' }>) {
  const view = viewOf(route.view)
  return view === undefined ? {} : view.format(route)
}

type PathPart =
  | { readonly name: null; readonly word: string }
  | { readonly name: string; readonly mayBeEmpty: boolean }

function patternOf(path: string): readonly PathPart[] {
  return path
    .slice(1)
    .split('/')
    .map((part) =>
      part.startsWith(':')
        ? { name: part.slice(1).replace(/\?$/, ''), mayBeEmpty: part.endsWith('?') }
        : { name: null, word: part },
    )
}

function namesIn(path: string, parts: readonly string[]): Readonly<Record<string, string>> | null {
  const pattern = patternOf(path)
  if (pattern.length !== parts.length) return null
  const names: [string, string][] = []
  for (const [index, part] of pattern.entries()) {
    const value = parts[index] ?? ''
    if (part.name === null) {
      if (part.word !== value) return null
    } else {
      if (value === '' && !part.mayBeEmpty) return null
      names.push([part.name, value])
    }
  }
  return Object.fromEntries(names)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
