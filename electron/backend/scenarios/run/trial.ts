import { join } from 'node:path'
import { type Client, createClient } from '#shared/contract/client.ts'
import type { OperationOf, Params, Result } from '#shared/contract/operations.ts'
import type { FileToken } from '#shared/domain/ids.ts'
import type { LocalBackend } from '../../backend.ts'
import type { Platform } from '../../platform.ts'
import type { Workspace } from '../load-incident.ts'

/** A backend on a workspace of its own, in which an incident is tried. */
export type Trial = {
  readonly client: Client
  readonly workspace: Workspace
  readonly grant: (path: string) => Promise<FileToken>
  readonly job: <Name extends OperationOf<'job'>>(name: Name, params: Params<Name>) => Promise<Result<Name>>
  /** Somebody holds a drill at the breaker of a model, and nobody answers for five minutes by the clock of the trial. */
  missDrill(model: string, by: string): Promise<void>
  /** Takes away all models and manifests, so that the next incident finds an empty workspace. */
  clear(): Promise<void>
  close(): Promise<void>
}

const UNANSWERED_MS = 5 * 60_000

/** Opens a backend on `folder`, which the caller removes after the end. */
export async function openTrial(platform: Platform, folder: string): Promise<Trial> {
  // The backend offers scenarios, and a scenario runs in a backend: one of the two has to come later.
  const { createBackend } = await import('../../create-backend.ts')
  let ahead = 0
  const backend: LocalBackend = await createBackend({
    shell: 'cli',
    paths: { ...platform.paths, workspace: join(folder, 'workspace'), temporary: join(folder, 'temporary') },
    dialogs: null,
    pdf: { available: false, reason: 'Nothing is printed in a trial.' },
    secrets: null,
    notify: () => undefined,
    deliver: async () => ({ kind: 'cancelled' }),
    openExternal: async () => undefined,
    now: () => Date.now() + ahead,
  })
  const client = createClient({
    send: (operation, params) => backend.handle(operation, params),
    onEvent: (listener) => backend.onEvent(listener),
  })
  const grant = async (path: string) => (await backend.grantFile(path)).token
  const described = new Set<string>()
  const job: Trial['job'] = (name, params) => client.job(name, params).result
  return {
    client,
    grant,
    job,
    workspace: {
      async importFile(path, mapping) {
        await job('log.import', { files: [await grant(path)], mapping })
      },
      async freezeBaseline(model) {
        await job('models.use_rows', { model, window: { kind: 'all' } })
      },
      async setManifest(model, text) {
        described.add(model)
        await client.command('manifests.set', { model, text })
      },
      async arm(model, text) {
        await client.command('breakers.arm', { model, text })
      },
      async saveRules(model, text) {
        await client.command('alerts.save', { model, text, by: 'trial' })
      },
    },
    async missDrill(model, by) {
      await client.command('breakers.drill', { model, step: 'start', by })
      ahead += UNANSWERED_MS
    },
    async clear() {
      const { models } = await client.query('models.list', {})
      for (const { name } of models) {
        await client.command('models.delete', { model: name, reason: 'the trial of a scenario is over' })
      }
      for (const model of described) await client.command('manifests.set', { model, text: null })
      described.clear()
    },
    close: () => backend.close(),
  }
}
