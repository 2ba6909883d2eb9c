import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Term } from '../i18n/terms.ts'

export type InspectorState = {
  readonly open: boolean
  /** The term of art that is explained; null for what is selected in the view. */
  readonly term: Term | null
  /** Where in the inspector a view shows what is selected in it; null while there is no room. */
  readonly place: HTMLElement | null
  /** What the view on screen shows there, in a word or two; null while it shows nothing. */
  readonly heading: string | null
}
export type InspectorStore = StoreApi<InspectorState> & {
  explain(term: Term): void
  /** Back from a term to what is selected. */
  forgetTerm(): void
  setOpen(open: boolean): void
  setPlace(place: HTMLElement | null): void
  setHeading(heading: string | null): void
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
    place: null,
    heading: null,
  }))
  return {
    ...store,
    explain: (term) => store.setState({ open: true, term }),
    forgetTerm: () => store.setState({ term: null }),
    setPlace: (place) => store.setState({ place }),
    setHeading: (heading) => store.setState({ heading }),
    setOpen(open) {
      keep.setItem(KEPT_AS, open ? 'open' : 'closed')
      store.setState(open ? { open } : { open, term: null })
    },
  }
}
