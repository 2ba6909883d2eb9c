import { createStore, type StoreApi } from 'zustand/vanilla'
import { type Client, createClient } from '#shared/contract/client.ts'
import { toErrorShape } from '#shared/contract/errors.ts'
import { outdatedBy } from '../api/outdated.ts'
import { createQueryCache, type QueryCache } from '../api/query-cache.ts'
import { createViewActions, type ViewActions } from '../commands/view-actions.ts'
import { type ColumnAuditsStore, createColumnAuditsStore } from '../stores/column-audits.ts'
import { type ComparisonStore, createComparisonStore } from '../stores/comparison.ts'
import { createInspectorStore, type InspectorStore } from '../stores/inspector.ts'
import { createJobsStore, type JobsStore } from '../stores/jobs.ts'
import { createNavigationStore, type NavigationStore } from '../stores/navigation.ts'
import { createNoticesStore, type NoticesStore } from '../stores/notices.ts'
import { createRunDeletion, type RunDeletion } from '../stores/run-deletion.ts'
import { createSelectionsStore, type SelectionsStore } from '../stores/selections.ts'
import { createSettingsStore, type SettingsStore } from '../stores/settings.ts'
import { createUndoStore, type UndoStore } from '../stores/undo.ts'
import { createWorkspaceStore, type WorkspaceStore } from '../stores/workspace.ts'
import type { Connection } from '../transport/connection.ts'
import type { HandOver } from '../transport/hand-over.ts'
import type { Host } from '../transport/host.ts'

export type Overlay = 'palette' | 'help' | null

/** Everything that a page consists of besides what it shows. */
export type App = {
  readonly client: Client
  readonly connection: Connection
  readonly handOver: HandOver
  readonly workspace: WorkspaceStore
  readonly queries: QueryCache
  readonly notices: NoticesStore
  readonly undo: UndoStore
  readonly settings: SettingsStore
  readonly jobs: JobsStore
  readonly columnAudits: ColumnAuditsStore
  readonly comparison: ComparisonStore
  readonly navigation: NavigationStore
  readonly selections: SelectionsStore
  readonly inspector: InspectorStore
  readonly deletion: RunDeletion
  readonly overlay: StoreApi<{ readonly overlay: Overlay }>
  readonly viewActions: ViewActions
}

/** Width from which the inspector is open unless the person closed it: the view keeps room for its table. */
export const WIDE_WINDOW = '(min-width: 1440px)'

/** Puts the parts of the page together and starts them. */
export function createApp(page: Window, host: Host): App {
  const { connection } = host
  const client = createClient(connection.transport)
  const queries = createQueryCache(client)
  const notices = createNoticesStore()
  const undo = createUndoStore(notices)
  const settings = createSettingsStore(client, notices, undo, page.localStorage)
  const jobs = createJobsStore(client)
  const columnAudits = createColumnAuditsStore(client)
  const comparison = createComparisonStore(client, host.handOver, page.sessionStorage)
  const navigation = createNavigationStore(page, page.sessionStorage)
  const inspector = createInspectorStore(page.localStorage, page.matchMedia(WIDE_WINDOW).matches)
  const overlay = createStore<{ readonly overlay: Overlay }>(() => ({ overlay: null }))
  const deletion = createRunDeletion(client, notices)
  const workspace = createWorkspaceStore(client, (where) => {
    if (where === 'home') {
      // What was being prepared and looked at belongs to the workspace that is left.
      page.sessionStorage.clear()
      page.history.replaceState(null, '', '#/')
    }
    page.location.reload()
  })

  const report = (error: unknown) => {
    const shape = toErrorShape(error)
    // A broken line has its own banner, and everything is asked again when it is back.
    if (shape.code !== 'DISCONNECTED') notices.showError(shape)
  }
  const takeOpened = async () => {
    const { files } = await client.command('files.takeOpened', {})
    if (files.length === 0) return
    comparison.addReferences(files, null)
    navigation.go({ view: 'start' })
  }
  const load = () => {
    workspace.load().catch(report)
    settings.load().catch(report)
    jobs.load().catch(report)
    takeOpened().catch(report)
  }
  client.onEvent((event) => {
    if (event.type === 'files.opened') takeOpened().catch(report)
    queries.outdate(outdatedBy(event.type))
  })
  // What was being prepared stands before files that were opened meanwhile are added to it.
  const restored = comparison.restore().catch(report)
  const connected = () => {
    queries.retryFailed()
    restored.then(load)
  }
  connection.onState((state) => {
    if (state.kind === 'connected') connected()
  })
  if (connection.state().kind === 'connected') connected()

  return {
    client,
    connection,
    handOver: host.handOver,
    workspace,
    queries,
    notices,
    undo,
    settings,
    jobs,
    columnAudits,
    comparison,
    navigation,
    selections: createSelectionsStore(page.sessionStorage),
    inspector,
    deletion,
    overlay,
    viewActions: createViewActions(),
  }
}
