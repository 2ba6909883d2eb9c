import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, fromErrorShape, toErrorShape } from '#shared/contract/errors.ts'
import type { EventMessage } from '#shared/contract/events.ts'
import { parseRequest } from '#shared/contract/handlers.ts'
import {
  isLifecycleOperation,
  type KnownWorkspace,
  type LifecycleOperationName,
  type WayOn,
  type WorkspaceReference,
  type WorkspaceState,
} from '#shared/contract/lifecycle-operations.ts'
import type { ParsedParams, Result } from '#shared/contract/operations.ts'
import { say } from '#shared/words/say.ts'
import type { Backend } from '../backend.ts'
import { createEventLog } from '../events/log.ts'
import type { Platform } from '../platform.ts'
import { recoverWorkspace } from '../store/recovery/recover-workspace.ts'
import { workspacePaths } from '../store/workspace-paths.ts'
import { copyWorkspace } from './copy-workspace.ts'
import { folderSize } from './folder-size.ts'
import { recentWorkspaces } from './recent-workspaces.ts'
import { folderOfName, freeName, workspaceName } from './workspace-names.ts'
import { createWorkspaceTokens } from './workspace-tokens.ts'

export type WorkspaceHostOptions = {
  /** Its workspace is the first that is opened. */
  readonly platform: Platform
  readonly create: (platform: Platform) => Promise<Backend>
  /** The person's own folder: the list of workspaces lies in it, and those that are created by name below it. */
  readonly userData: string
  /** Told of each workspace that does not open. */
  readonly onFault: (error: unknown) => void
}

/** A backend that lives through changes of its workspace, and while none is open. */
export type WorkspaceHost = Backend & {
  /** Settles after the first attempt; rejects with what keeps the workspace from opening. */
  readonly opened: Promise<void>
}

type Handlers = {
  readonly [Name in LifecycleOperationName]: (
    params: ParsedParams<Name>,
  ) => Promise<Result<Name>> | Result<Name>
}
type Place =
  | { readonly kind: 'opening'; readonly folder: string; readonly backend: Promise<Backend> }
  | { readonly kind: 'open'; readonly folder: string; readonly backend: Backend }
  | { readonly kind: 'failed'; readonly folder: string; readonly error: AppError }

/**
 * Opens a workspace in the background; requests wait for it. While it cannot be opened every request is answered with
 * the cause, except those about workspaces themselves, by which the page offers the way out. Events keep one numbering
 * over all workspaces.
 */
export function createWorkspaceHost({
  platform,
  create,
  userData,
  onFault,
}: WorkspaceHostOptions): WorkspaceHost {
  const recent = recentWorkspaces(join(userData, 'workspaces.json'))
  const tokens = createWorkspaceTokens()
  const events = createEventLog()
  let generation = 0
  let stopRelay = () => {}
  let place: Place
  let turn: Promise<unknown> = attempt(platform.paths.workspace)

  /** Changes of workspace happen one after the other. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = done.catch(() => undefined)
    return done
  }

  function openIn(workspace: string): Promise<Backend> {
    return create({ ...platform, paths: { ...platform.paths, workspace } })
  }

  /** Opens a folder where nothing is open; what keeps it from opening becomes the state. */
  async function attempt(folder: string): Promise<void> {
    const backend = openIn(folder)
    place = { kind: 'opening', folder, backend }
    try {
      await install(folder, await backend)
    } catch (error) {
      place = { kind: 'failed', folder, error: fromErrorShape(toErrorShape(error)) }
      events.publish({ type: 'workspace.changed' })
      onFault(error)
    }
  }

  async function install(folder: string, backend: Backend): Promise<void> {
    stopRelay()
    generation += 1
    place = { kind: 'open', folder, backend }
    stopRelay = backend.onEvent(({ event }) => events.publish(event))
    // The list is a convenience: one that cannot be written keeps nobody from working.
    await recent.note(folder, new Date().toISOString()).catch(onFault)
    events.publish({ type: 'workspace.changed' })
  }

  const change = (folder: string): Promise<WorkspaceState> =>
    inTurn(async () => {
      const before = place
      if (before.kind !== 'open') await attempt(folder)
      else if (before.folder !== folder) {
        await install(folder, await openIn(folder))
        await before.backend.close()
      }
      return state()
    })

  function reference(folder: string): WorkspaceReference {
    return tokens.grant(folder)
  }

  function state(): WorkspaceState {
    switch (place.kind) {
      case 'opening':
        return { kind: 'opening', ...reference(place.folder) }
      case 'open':
        return { kind: 'open', generation, ...reference(place.folder) }
      case 'failed': {
        const { code, message, mend } = place.error
        return {
          kind: 'failed',
          error: { code, message, mend },
          recoveries: waysOn(place),
          ...reference(place.folder),
        }
      }
    }
  }

  const handlers: Handlers = {
    'workspaces.state': state,
    'workspaces.list': async () => {
      const known = await recent.list()
      const workspaces = await Promise.all(
        known.map(
          async ({ folder, opened_at }): Promise<KnownWorkspace> => ({
            ...reference(folder),
            opened_at,
            bytes: await folderSize(folder),
            open: place.kind === 'open' && place.folder === folder,
          }),
        ),
      )
      return { workspaces, can_choose: platform.dialogs !== null }
    },
    'workspaces.choose': async () => {
      if (platform.dialogs === null) {
        throw new AppError('NOT_AVAILABLE', say('error.no_folder_dialog'), say('error.no_folder_dialog.mend'))
      }
      const folder = await platform.dialogs.chooseFolder()
      return { chosen: folder === null ? null : reference(folder) }
    },
    'workspaces.open': ({ workspace }) => change(tokens.resolve(workspace)),
    'workspaces.create': async ({ name }) => {
      const folder = folderOfName(name, join(userData, 'workspaces'))
      if ((await folderSize(folder)) !== null) {
        throw new AppError(
          'BAD_PARAMS',
          say('error.workspace.exists', { name }),
          say('error.workspace.exists.mend'),
        )
      }
      return change(folder)
    },
    'workspaces.reopen': async () => {
      await inTurn(async () => {
        if (place.kind !== 'open') await attempt(place.folder)
      })
      return state()
    },
    'workspaces.copy': async () => {
      await inTurn(async () => {
        const { folder } = place
        if (place.kind !== 'failed' || !waysOn(place).includes('copy')) {
          throw new AppError('NOT_AVAILABLE', 'This workspace needs no copy.', 'Open it as it is.')
        }
        const to = freeName(workspaceName(folder), join(userData, 'workspaces'))
        await copyWorkspace(folder, to)
        await attempt(to)
      })
      return state()
    },
    'workspaces.forget': async ({ workspace }) => {
      await recent.forget(tokens.resolve(workspace))
      return {}
    },
    'workspaces.recover': ({ recovery }) =>
      inTurn(async () => {
        const { folder } = place
        if (place.kind !== 'failed' || place.error.code !== 'WORKSPACE_CORRUPT') {
          throw new AppError('NOT_AVAILABLE', say('error.workspace.sound'), say('error.workspace.sound.mend'))
        }
        const report = await recoverWorkspace(folder, recovery)
        await attempt(folder)
        return { state: state(), report }
      }),
  }

  async function current(): Promise<Backend> {
    if (place.kind === 'failed') throw place.error
    return place.backend
  }

  async function manage(operation: LifecycleOperationName, params: unknown): Promise<unknown> {
    const request = parseRequest(operation, params)
    try {
      return await (handlers[operation] as (params: unknown) => unknown)(request.params)
    } catch (error) {
      throw error instanceof AppError ? error : fromErrorShape(toErrorShape(error))
    }
  }

  const opened = turn.then(() => {
    if (place.kind === 'failed') throw place.error
  })
  opened.catch(() => undefined)

  return {
    opened,
    async handle(operation, params) {
      if (isLifecycleOperation(operation)) return manage(operation, params)
      if (operation === 'events.since') {
        return events.since((parseRequest(operation, params).params as ParsedParams<'events.since'>).sequence)
      }
      return (await current()).handle(operation, params)
    },
    onEvent: (listener: (message: EventMessage) => void) => events.subscribe(listener),
    grantFile: async (path, name) => (await current()).grantFile(path, name),
    openFiles: async (paths) => (await current()).openFiles(paths),
    async close() {
      await inTurn(async () => {
        stopRelay()
        if (place.kind === 'open') await place.backend.close()
      })
    },
  }
}

/** What can be done about a workspace that does not open, besides trying again and opening another one. */
function waysOn({ folder, error }: { readonly folder: string; readonly error: AppError }): WayOn[] {
  if (error.code === 'WORKSPACE_CORRUPT') return ['salvage', 'set_aside']
  // Of a folder in which nothing was stored yet there is nothing to copy.
  return error.code === 'READ_ONLY' && existsSync(workspacePaths(folder).catalogue) ? ['copy'] : []
}
