import { useCallback, useEffect } from 'react'
import { useStore } from 'zustand'
import { useApp, useRoute } from '../../app/context.ts'
import type { Route } from '../../stores/routes.ts'
import { type ModelSelection, NO_SELECTION, sameSelection } from '../../stores/selections.ts'

/** The rows of a model that a person looks at, as they are dragged; and how another selection is made. */
export function useSelection(model: string): {
  readonly selection: ModelSelection
  /** `rests` when the drag has ended: only then the link follows. */
  select(change: Partial<ModelSelection>, rests?: boolean): void
} {
  const { selections, navigation } = useApp()
  const selection = useStore(selections, (state) => state[model]) ?? NO_SELECTION
  const select = useCallback(
    (change: Partial<ModelSelection>, rests = true) => {
      const next = { ...selections.of(model), ...change }
      selections.select(model, next)
      const { route } = navigation.getState()
      if (rests) navigation.go(withSelection(route, model, next), 'replace')
    },
    [selections, navigation, model],
  )
  return { selection, select }
}

/** Keeps the selection and the link of the view on screen the same, whichever of them changed. */
export function useSelectionInLink(model: string): void {
  const { selections, navigation } = useApp()
  const route = useRoute()
  useEffect(() => {
    if (!('selection' in route) || route.model !== model) return
    const kept = selections.of(model)
    if (sameSelection(route.selection, kept)) return
    // A link without a selection comes from the navigation: the person goes on looking at the same rows.
    if (sameSelection(route.selection, NO_SELECTION)) {
      navigation.go(withSelection(route, model, kept), 'replace')
      return
    }
    selections.select(model, route.selection)
  }, [route, model, selections, navigation])
}

function withSelection(route: Route, model: string, selection: ModelSelection): Route {
  return 'selection' in route && route.model === model ? { ...route, selection } : route
}
