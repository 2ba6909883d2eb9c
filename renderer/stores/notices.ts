import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ErrorShape } from '#shared/contract/errors.ts'

export type Notice = {
  readonly id: number
  readonly tone: 'info' | 'error'
  readonly text: string
  /** What the person can do about it. */
  readonly mend?: string
  readonly action?: { readonly label: string; run(): void }
}
export type NoticesStore = StoreApi<{ readonly notices: readonly Notice[] }> & {
  /** Shows a notice; one that only informs leaves by itself. */
  show(notice: Omit<Notice, 'id'>): number
  showError(error: ErrorShape): number
  dismiss(id: number): void
}

export const NOTICE_MS = 8_000

export function createNoticesStore(): NoticesStore {
  const store = createStore<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }))
  let nextId = 1
  const dismiss = (id: number) =>
    store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }))
  const show = (notice: Omit<Notice, 'id'>) => {
    const id = nextId
    nextId += 1
    store.setState(({ notices }) => ({ notices: [...notices, { ...notice, id }] }))
    if (notice.tone === 'info') setTimeout(() => dismiss(id), NOTICE_MS)
    return id
  }
  return {
    ...store,
    show,
    showError: ({ message, mend }) => show({ tone: 'error', text: message, mend }),
    dismiss,
  }
}
