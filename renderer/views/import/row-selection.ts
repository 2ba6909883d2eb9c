import type { RowWindow } from '#shared/contract/documents/window.ts'

export type SelectionKind = 'all' | 'time' | 'rows'

/** What a person has typed about which rows they want; times as `datetime-local` gives them, in UTC. */
export type SelectionDraft = {
  readonly kind: SelectionKind
  readonly from: string
  readonly to: string
  /** Numbers of the first and the last row, from 1. */
  readonly first: string
  readonly last: string
}

/** What is wrong with a draft. */
export type SelectionProblem = 'order' | 'rows'

/**
 * The window that a draft means. Empty ends are open. A time range includes its first and excludes its last moment; a
 * range of rows includes both.
 */
export function windowOfDraft(
  draft: SelectionDraft,
  rows: number,
): { readonly window: RowWindow } | { readonly problem: SelectionProblem } {
  switch (draft.kind) {
    case 'all':
      return { window: { kind: 'all' } }
    case 'time': {
      const start = draft.from === '' ? null : utc(draft.from)
      const end = draft.to === '' ? null : utc(draft.to)
      if (start !== null && end !== null && start >= end) return { problem: 'order' }
      return { window: { kind: 'time', start, end } }
    }
    case 'rows': {
      const first = draft.first === '' ? 1 : Number(draft.first)
      const last = draft.last === '' ? rows : Number(draft.last)
      if (![first, last].every((row) => Number.isSafeInteger(row) && row >= 1)) return { problem: 'rows' }
      if (first > last) return { problem: 'order' }
      return { window: { kind: 'rows', start: first - 1, end: last } }
    }
  }
}

/** `2026-03-01T10:00` as an ISO time in UTC. */
function utc(local: string): string {
  return new Date(`${local}Z`).toISOString()
}
