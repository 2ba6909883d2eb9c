import { COLUMN_KINDS, type ColumnKind } from '#shared/domain/columns.ts'
import type { JobId, RunId } from '#shared/domain/ids.ts'
import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'

export const SORT_KEYS = ['verdict', 'name', 'psi', 'effect', 'p', 'missing'] as const
export type SortKey = (typeof SORT_KEYS)[number]

/** What the table of columns shows; part of the link, so that a link reopens the view exactly. */
export type ColumnFilter = {
  readonly sort: SortKey
  readonly descending: boolean
  readonly verdicts: readonly Verdict[]
  readonly kinds: readonly ColumnKind[]
  readonly text: string
  readonly selected: string | null
}

export const DEFAULT_FILTER: ColumnFilter = {
  sort: 'verdict',
  descending: true,
  verdicts: [],
  kinds: [],
  text: '',
  selected: null,
}

export type Route =
  | { readonly view: 'start' }
  | { readonly view: 'mapping' }
  | { readonly view: 'job'; readonly job: JobId }
  | { readonly view: 'drift'; readonly run: RunId; readonly filter: ColumnFilter }
  | { readonly view: 'column'; readonly run: RunId; readonly column: string }
  | { readonly view: 'quality'; readonly run: RunId; readonly page: number }
  | { readonly view: 'inputs'; readonly run: RunId }
  | { readonly view: 'settings' }
  | { readonly view: 'unknown'; readonly hash: string }
export type ViewName = Route['view']

/** The route that a location's hash names; anything else is `unknown`, never an exception. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2)
  const parts = path.split('/').map(decode)
  const [head, id, view, name] = parts
  const search = new URLSearchParams(query)
  if (path === '') return { view: 'start' }
  if (parts.length === 1 && head === 'mapping') return { view: 'mapping' }
  if (parts.length === 1 && head === 'settings') return { view: 'settings' }
  if (parts.length === 2 && head === 'jobs' && id) return { view: 'job', job: id as JobId }
  if (head === 'runs' && id) {
    const run = id as RunId
    if (parts.length === 3 && view === 'drift') return { view, run, filter: parseFilter(search) }
    if (parts.length === 3 && view === 'inputs') return { view, run }
    if (parts.length === 3 && view === 'quality') return { view, run, page: pageOf(search) }
    if (parts.length === 4 && view === 'columns' && name !== undefined) {
      return { view: 'column', run, column: name }
    }
  }
  return { view: 'unknown', hash }
}

/** The hash of a route, such that `parseRoute(formatRoute(route))` is the route. */
export function formatRoute(route: Route): string {
  switch (route.view) {
    case 'start':
      return '#/'
    case 'mapping':
    case 'settings':
      return `#/${route.view}`
    case 'job':
      return `#/jobs/${encode(route.job)}`
    case 'drift':
      return `#/runs/${encode(route.run)}/drift${formatFilter(route.filter)}`
    case 'column':
      return `#/runs/${encode(route.run)}/columns/${encode(route.column)}`
    case 'quality':
      return `#/runs/${encode(route.run)}/quality${route.page > 1 ? `?page=${route.page}` : ''}`
    case 'inputs':
      return `#/runs/${encode(route.run)}/inputs`
    case 'unknown':
      return route.hash
  }
}

/** The run that a route is about, if any. */
export function runOf(route: Route): RunId | null {
  return 'run' in route ? route.run : null
}

function parseFilter(search: URLSearchParams): ColumnFilter {
  const sort = SORT_KEYS.find((key) => key === search.get('sort')) ?? DEFAULT_FILTER.sort
  return {
    sort,
    descending: search.get('order') !== 'ascending',
    verdicts: VERDICTS.filter((verdict) => search.getAll('verdict').includes(verdict)),
    kinds: COLUMN_KINDS.filter((kind) => search.getAll('kind').includes(kind)),
    text: search.get('text') ?? '',
    selected: search.get('selected'),
  }
}

function formatFilter(filter: ColumnFilter): string {
  const search = new URLSearchParams()
  if (filter.sort !== DEFAULT_FILTER.sort) search.set('sort', filter.sort)
  if (!filter.descending) search.set('order', 'ascending')
  for (const verdict of filter.verdicts) search.append('verdict', verdict)
  for (const kind of filter.kinds) search.append('kind', kind)
  if (filter.text !== '') search.set('text', filter.text)
  if (filter.selected !== null) search.set('selected', filter.selected.toWellFormed())
  return search.size === 0 ? '' : `?${search}`
}

function pageOf(search: URLSearchParams): number {
  const page = Number(search.get('page') ?? 1)
  return Number.isSafeInteger(page) && page >= 1 ? page : 1
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
