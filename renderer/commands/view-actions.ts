import { useEffect } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { useApp } from '../app/context.ts'

/** What the view on screen can do on command. */
export const VIEW_ACTIONS = ['search', 'run', 'swap', 'next', 'previous', 'up', 'audit', 'export'] as const
export type ViewAction = (typeof VIEW_ACTIONS)[number]

export type ViewActions = StoreApi<Partial<Readonly<Record<ViewAction, () => void>>>>

export function createViewActions(): ViewActions {
  return createStore(() => ({}))
}

/** Offers an action of a view to the palette and the keyboard for as long as the view is there. */
export function useViewAction(action: ViewAction, run: (() => void) | undefined): void {
  const { viewActions } = useApp()
  useEffect(() => {
    if (run === undefined) return
    viewActions.setState({ [action]: run })
    return () => viewActions.setState(({ [action]: _gone, ...others }) => others, true)
  }, [viewActions, action, run])
}
