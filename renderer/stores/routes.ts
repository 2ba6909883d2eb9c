import { QUALITY_SEVERITIES, type QualitySeverity } from '#shared/contract/documents/drift.ts'
import { COLUMN_KINDS, type ColumnKind } from '#shared/domain/columns.ts'
import type { JobId, RunId } from '#shared/domain/ids.ts'
import { VERDICTS, type Verdict } from '#shared/domain/verdict.ts'

export const SORT_KEYS = ['verdict', 'name', 'psi', 'effect', 'p', 'onset', 'missing'] as const
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

/** Orders of the columns in the view over time. */
export const TIME_ORDERS = ['severity', 'onset', 'name'] as const
export type TimeOrder = (typeof TIME_ORDERS)[number]

export type Route =
  | { readonly view: 'start' }
  | { readonly view: 'mapping' }
  | { readonly view: 'job'; readonly job: JobId }
  | { readonly view: 'drift'; readonly run: RunId; readonly filter: ColumnFilter }
  | {
      readonly view: 'time'
      readonly run: RunId
      readonly order: TimeOrder
      /** The cell under the cursor: its column and the start of its bucket. */
      readonly column: string | null
      readonly at: string | null
    }
  | { readonly view: 'column'; readonly run: RunId; readonly column: string }
  | { readonly view: 'audit'; readonly run: RunId; readonly column: string }
  | { readonly view: 'together'; readonly run: RunId }
  | {
      readonly view: 'quality'
      readonly run: RunId
      /** Of the rejected rows, from 1. */
      readonly page: number
      /** Severities that are shown; all of them when empty. */
      readonly severities: readonly QualitySeverity[]
    }
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
    if (parts.length === 3 && (view === 'inputs' || view === 'together')) return { view, run }
    if (parts.length === 3 && view === 'quality') return { view, run, ...parseQuality(search) }
    if (parts.length === 3 && view === 'time') return { view, run, ...parseTime(search) }
    if (parts.length === 4 && view === 'columns' && name !== undefined) {
      return { view: 'column', run, column: name }
    }
    if (parts.length === 5 && view === 'columns' && name !== undefined && parts[4] === 'audit') {
      return { view: 'audit', run, column: name }
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
    case 'audit':
      return `#/runs/${encode(route.run)}/columns/${encode(route.column)}/audit`
    case 'time':
      return `#/runs/${encode(route.run)}/time${formatTime(route)}`
    case 'quality':
      return `#/runs/${encode(route.run)}/quality${formatQuality(route)}`
    case 'together':
    case 'inputs':
      return `#/runs/${encode(route.run)}/${route.view}`
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

function parseTime(search: URLSearchParams): Pick<Route & { view: 'time' }, 'order' | 'column' | 'at'> {
  return {
    order: TIME_ORDERS.find((order) => order === search.get('order')) ?? 'severity',
    column: search.get('column'),
    at: search.get('at'),
  }
}

function formatTime({
  order,
  column,
  at,
}: Pick<Route & { view: 'time' }, 'order' | 'column' | 'at'>): string {
  const search = new URLSearchParams()
  if (order !== 'severity') search.set('order', order)
  if (column !== null) search.set('column', column.toWellFormed())
  if (at !== null) search.set('at', at.toWellFormed())
  return search.size === 0 ? '' : `?${search}`
}

function parseQuality(search: URLSearchParams): Pick<Route & { view: 'quality' }, 'page' | 'severities'> {
  const wanted = search.getAll('severity')
  return { page: pageOf(search), severities: QUALITY_SEVERITIES.filter((one) => wanted.includes(one)) }
}

function formatQuality({
  page,
  severities,
}: Pick<Route & { view: 'quality' }, 'page' | 'severities'>): string {
  const search = new URLSearchParams()
  if (page > 1) search.set('page', String(page))
  for (const severity of severities) search.append('severity', severity)
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
