import { z } from 'zod'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Segment, segment } from '#shared/contract/documents/model.ts'
import type { RowWindow } from '#shared/contract/documents/window.ts'

/** From one place to another of a model's course: UTC times, or numbers of rows as text. Half-open. */
export type Span = { readonly start: string; readonly end: string }

/** Which rows of a model a person looks at, in every view of it. */
export type ModelSelection = {
  /** Null for what the view takes by itself: everything that is not the baseline. */
  readonly window: Span | null
  /** What the window is compared with; null for the baseline. */
  readonly compare: Span | null
  readonly segment: Segment | null
}

export const NO_SELECTION: ModelSelection = { window: null, compare: null, segment: null }

export type SelectionsStore = StoreApi<Readonly<Record<string, ModelSelection>>> & {
  of(model: string): ModelSelection
  select(model: string, selection: ModelSelection): void
}

const KEPT_AS = 'driftdesk.selections'
const MOST_MODELS = 50
const span = z.object({ start: z.string(), end: z.string() })
const kept = z.record(
  z.string(),
  z.object({ window: span.nullable(), compare: span.nullable(), segment: segment.nullable() }),
)

/** Selections by model. They change with every step of a drag; the link follows when the drag rests. */
export function createSelectionsStore(keep: Pick<Storage, 'getItem' | 'setItem'>): SelectionsStore {
  const store = createStore<Readonly<Record<string, ModelSelection>>>(() => readKept(keep.getItem(KEPT_AS)))
  return {
    ...store,
    of: (model) =>
      (Object.hasOwn(store.getState(), model) ? store.getState()[model] : undefined) ?? NO_SELECTION,
    select(model, selection) {
      store.setState(
        ({ [model]: _before, ...others }) =>
          Object.fromEntries([...Object.entries(others), [model, selection]].slice(-MOST_MODELS)),
        true,
      )
      keep.setItem(KEPT_AS, JSON.stringify(store.getState()))
    },
  }
}

export function sameSelection(a: ModelSelection, b: ModelSelection): boolean {
  return JSON.stringify([a.window, a.compare, a.segment]) === JSON.stringify([b.window, b.compare, b.segment])
}

/** The selection that a link names. What is no span is none. */
export function parseSelection(search: URLSearchParams): ModelSelection {
  const [column, value] = [search.get('segment'), search.get('value')]
  return {
    window: parseSpan(search.get('window')),
    compare: parseSpan(search.get('compare')),
    segment: column === null || value === null ? null : { column, value },
  }
}

/** Adds a selection to the search of a link, such that `parseSelection` gives it back. */
export function formatSelection(selection: ModelSelection, search = new URLSearchParams()): URLSearchParams {
  const { window, compare, segment: slice } = selection
  if (window !== null) search.set('window', formatSpan(window))
  if (compare !== null) search.set('compare', formatSpan(compare))
  if (slice !== null) {
    search.set('segment', slice.column.toWellFormed())
    search.set('value', slice.value.toWellFormed())
  }
  return search
}

/** A span as operations take it. */
export function windowOf({ start, end }: Span): RowWindow {
  return isRows(start)
    ? { kind: 'rows', start: Number(start), end: Number(end) }
    : { kind: 'time', start, end }
}

const BETWEEN = '..'
const SHORT = /^(\d{4}-\d\d-\d\d)T00:00:00\.000Z$/

function formatSpan({ start, end }: Span): string {
  const short = (place: string) => SHORT.exec(place)?.[1] ?? place
  return `${short(start)}${BETWEEN}${short(end)}`
}

function parseSpan(text: string | null): Span | null {
  const [start = '', end = '', more] = text?.split(BETWEEN) ?? []
  const [from, to] = [parsePlace(start), parsePlace(end)]
  if (from === null || to === null || more !== undefined || isRows(from) !== isRows(to)) return null
  const order = isRows(from) ? Number(to) - Number(from) : Date.parse(to) - Date.parse(from)
  return order > 0 ? { start: from, end: to } : null
}

function parsePlace(text: string): string | null {
  if (isRows(text)) return text
  const time = Date.parse(text)
  return /^[+-]?\d{4,6}-/.test(text) && Number.isFinite(time) ? new Date(time).toISOString() : null
}

function isRows(text: string): boolean {
  return /^\d{1,15}$/.test(text)
}

function readKept(text: string | null): Readonly<Record<string, ModelSelection>> {
  if (text === null) return {}
  try {
    return kept.safeParse(JSON.parse(text)).data ?? {}
  } catch {
    return {}
  }
}
