import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Client } from '#shared/contract/client.ts'
import { type ErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type {
  Recovery,
  RecoveryReport,
  WorkspaceReference,
  WorkspaceState,
} from '#shared/contract/lifecycle-operations.ts'
import type { WorkspaceToken } from '#shared/domain/ids.ts'

export type WorkspaceStoreState = {
  /** Null until the backend has said it. */
  readonly now: WorkspaceState | null
  /** What is being done about the workspace. */
  readonly busy: null | 'opening' | 'recovering' | 'copying'
  /** Why the newest change did not happen. */
  readonly error: ErrorShape | null
  /** What a recovery saved, until the person goes on. */
  readonly report: RecoveryReport | null
}

export type WorkspaceStore = StoreApi<WorkspaceStoreState> & {
  load(): Promise<void>
  open(workspace: WorkspaceToken): Promise<void>
  create(name: string): Promise<void>
  /** Tries the one that did not open again. */
  reopen(): Promise<void>
  recover(recovery: Recovery): Promise<void>
  /** Works on in a copy of one that cannot be written to. */
  copy(): Promise<void>
  /** After a recovery has told what it saved. */
  goOn(): void
  /** A folder from the host's dialog; null when the person cancels. */
  choose(): Promise<WorkspaceReference | null>
}

/**
 * Which workspace this page is of. What the page shows belongs to one workspace, so the page is loaded anew when
 * another is opened: `renew('place')` keeps the place within it, `renew('home')` leaves it.
 */
export function createWorkspaceStore(
  client: Client,
  renew: (where: 'place' | 'home') => void,
): WorkspaceStore {
  const store = createStore<WorkspaceStoreState>(() => ({
    now: null,
    busy: null,
    error: null,
    report: null,
  }))
  let shown: (WorkspaceReference & { readonly generation: number }) | null = null
  let failed: WorkspaceReference | null = null

  const arrive = (now: WorkspaceState) => {
    store.setState({ now })
    if (now.kind === 'failed') failed = now
    if (now.kind !== 'open') return
    if (shown === null && failed === null) shown = now
    const before = shown ?? failed
    if (before === null || (shown !== null && shown.generation === now.generation)) return
    if (store.getState().busy === 'recovering' || store.getState().report !== null) return
    renew(before.workspace === now.workspace ? 'place' : 'home')
  }
  const change = async (work: () => Promise<WorkspaceState>, busy: 'opening' | 'copying' = 'opening') => {
    store.setState({ busy, error: null })
    try {
      arrive(await work())
    } catch (error) {
      store.setState({ error: toErrorShape(error) })
    } finally {
      store.setState({ busy: null })
    }
  }
  const load = async () => arrive(await client.query('workspaces.state', {}))
  client.onEvent((event) => {
    if (event.type !== 'workspace.changed') return
    // The page asks again when its line is back; nothing else keeps this from being answered.
    load().catch(() => undefined)
  })

  return {
    ...store,
    load,
    open: (workspace) => change(() => client.command('workspaces.open', { workspace })),
    create: (name) => change(() => client.command('workspaces.create', { name })),
    reopen: () => change(() => client.command('workspaces.reopen', {})),
    copy: () => change(() => client.command('workspaces.copy', {}), 'copying'),
    async recover(recovery) {
      store.setState({ busy: 'recovering', error: null })
      try {
        const { state, report } = await client.command('workspaces.recover', { recovery })
        store.setState({ now: state, report })
      } catch (error) {
        store.setState({ error: toErrorShape(error) })
      } finally {
        store.setState({ busy: null })
      }
    },
    goOn: () => renew('home'),
    async choose() {
      try {
        return (await client.command('workspaces.choose', {})).chosen
      } catch (error) {
        store.setState({ error: toErrorShape(error) })
        return null
      }
    },
  }
}
