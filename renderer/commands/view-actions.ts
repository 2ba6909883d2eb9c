import { useEffect } from 'react'
import { createStore, type StoreApi } from 'zustand/vanilla'
import { useApp } from '../app/context.ts'
import type { DeclaredAction } from '../stores/routes.ts'

/** What many views can do on command; a view declares what only it can. */
export const COMMON_ACTIONS = [
  { action: 'run', title: 'command.run', keys: 'mod+Enter' },
  { action: 'swap', title: 'command.swap', keys: 'x' },
  { action: 'search', title: 'command.search', keys: '/' },
  { action: 'next', title: 'command.next', keys: 'n' },
  { action: 'previous', title: 'command.previous', keys: 'p' },
  { action: 'up', title: 'command.up', keys: 'u' },
  { action: 'audit', title: 'command.audit', keys: 'a' },
  { action: 'export', title: 'command.export', keys: 'e' },
] as const
export type ViewAction = (typeof COMMON_ACTIONS)[number]['action'] | DeclaredAction

export type ViewActions = StoreApi<Partial<Readonly<Record<string, () => void>>>>

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
