import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Term } from '../i18n/terms.ts'

/** What the inspector explains: a term of art, or (null) what is selected in the view. */
export type InspectorState = { readonly open: boolean; readonly term: Term | null }
export type InspectorStore = StoreApi<InspectorState> & {
  explain(term: Term): void
  /** Back from a term to what is selected. */
  forgetTerm(): void
  setOpen(open: boolean): void
}

const KEPT_AS = 'driftdesk.inspector'

/** `wide`: whether the window has room for the inspector beside the view when nobody has chosen yet. */
export function createInspectorStore(
  keep: Pick<Storage, 'getItem' | 'setItem'>,
  wide: boolean,
): InspectorStore {
  const kept = keep.getItem(KEPT_AS)
  const store = createStore<InspectorState>(() => ({
    open: kept === null ? wide : kept === 'open' && wide,
    term: null,
  }))
  return {
    ...store,
    explain: (term) => store.setState({ open: true, term }),
    forgetTerm: () => store.setState({ term: null }),
    setOpen(open) {
      keep.setItem(KEPT_AS, open ? 'open' : 'closed')
      store.setState(open ? { open } : { open, term: null })
    },
  }
}
