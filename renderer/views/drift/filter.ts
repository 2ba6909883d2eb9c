import { COLUMN_KINDS, type ColumnKind } from '#shared/domain/columns.ts'
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

export function parseFilter(search: URLSearchParams): ColumnFilter {
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

export function formatFilter(filter: ColumnFilter): URLSearchParams {
  const search = new URLSearchParams()
  if (filter.sort !== DEFAULT_FILTER.sort) search.set('sort', filter.sort)
  if (!filter.descending) search.set('order', 'ascending')
  for (const verdict of filter.verdicts) search.append('verdict', verdict)
  for (const kind of filter.kinds) search.append('kind', kind)
  if (filter.text !== '') search.set('text', filter.text)
  if (filter.selected !== null) search.set('selected', filter.selected.toWellFormed())
  return search
}
