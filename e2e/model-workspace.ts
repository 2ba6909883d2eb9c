import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createBackend } from '../electron/backend/create-backend.ts'
import { localTransport } from '../electron/backend/local-transport.ts'
import { RESOURCES_FOLDER } from '../electron/loopback/app-folders.ts'
import { type Client, createClient } from '../shared/contract/client.ts'
import type { Role } from '../shared/domain/columns.ts'
import { createRandom, randomNormal } from '../shared/stats/random.ts'
import type { ModelLog } from './model-logs.ts'

const DAY = 86_400_000
export const FIRST_DAY = Date.parse('2026-03-02T00:00:00Z')

/** Days of a log of one model: from `shiftDay` on the income of the channel "app" is higher, and labels end a week before. */
function modelLog({ days, perDay, shiftDay, columns }: Shape): string {
  const random = createRandom(11)
  const names = Array.from({ length: columns }, (_, index) => `feature_${index}`)
  const lines = [['at', 'channel', 'income', ...names, 'outcome'].join(',')]
  for (let row = 0; row < days * perDay; row += 1) {
    const at = FIRST_DAY + Math.floor((row / perDay) * DAY)
    const shifted = at >= FIRST_DAY + shiftDay * DAY
    const channel = ['web', 'app'][row % 2]
    const income = randomNormal(random) + (shifted && channel === 'app' ? 2 : 0)
    const outcome = at >= FIRST_DAY + (days - 7) * DAY ? '' : row % 3 === 0 ? 1 : 0
    const others = names.map((_, index) =>
      (randomNormal(random) + (shifted && index % 7 === 0 ? 0.6 : 0)).toFixed(4),
    )
    lines.push([new Date(at).toISOString(), channel, income.toFixed(4), ...others, outcome].join(','))
  }
  return `${lines.join('\n')}\n`
}

export type Shape = {
  readonly days: number
  readonly perDay: number
  readonly shiftDay: number
  /** Features beside the income. */
  readonly columns: number
}
export const SMALL: Shape = { days: 28, perDay: 250, shiftDay: 18, columns: 3 }

/** Puts a model with a log, and with a baseline of its first two weeks where wanted, into a workspace. */
export async function prepareModel(
  workspace: string,
  {
    model = 'payments',
    shape = SMALL,
    baseline = true,
  }: { model?: string; shape?: Shape; baseline?: boolean } = {},
): Promise<void> {
  await withWorkspace(workspace, (open) => addModel(open, { model, shape, baseline }))
}

export async function addModel(
  { client, importLog }: OpenWorkspace,
  { model, shape, baseline }: { model: string; shape: Shape; baseline: boolean },
): Promise<void> {
  const roles: Record<string, Role> = { at: 'timestamp', channel: 'segment', outcome: 'label' }
  await importLog(model, modelLog(shape), roles)
  if (!baseline) return
  const end = new Date(FIRST_DAY + Math.floor(shape.days / 2) * DAY).toISOString()
  const window = { kind: 'time', start: null, end } as const
  await client.job('models.use_rows', { model, name: 'two calm weeks', window }).result
}

/** Puts models with their logs, and with their manifests where there are any, into a workspace. */
export async function prepareModels(workspace: string, models: readonly ModelLog[]): Promise<void> {
  await withWorkspace(workspace, (open) => addModels(open, models))
}

export async function addModels(
  { client, importLog }: OpenWorkspace,
  models: readonly ModelLog[],
): Promise<void> {
  for (const { model, log } of models) await importLog(model, log)
  // A manifest names other models, so all of them are there first.
  for (const { model, manifest } of models) {
    if (manifest !== undefined) await client.command('manifests.set', { model, text: manifest })
  }
}

export type OpenWorkspace = {
  readonly client: Client
  importLog(model: string, log: string, roles?: Record<string, Role>): Promise<void>
}

/** Opens a workspace without a window for as long as `use` takes. */
export async function withWorkspace<T>(
  workspace: string,
  use: (open: OpenWorkspace) => Promise<T>,
): Promise<T> {
  const folder = dirname(workspace)
  mkdirSync(workspace, { recursive: true })
  const backend = await createBackend({
    shell: 'cli',
    paths: { workspace, temporary: join(folder, 'temporary'), resources: RESOURCES_FOLDER },
    dialogs: null,
    pdf: { available: false, reason: 'None here.' },
    secrets: null,
    deliver: async ({ name }) => ({ kind: 'saved', name, bytes: 0 }),
    notify: () => undefined,
    openExternal: async () => undefined,
  })
  const client = createClient(localTransport(backend))
  try {
    return await use({
      client,
      async importLog(model, log, roles) {
        const file = join(folder, `${model}.csv`)
        writeFileSync(file, log)
        const { token } = await backend.grantFile(file)
        const mapping = { model, ...(roles === undefined ? {} : { roles }) }
        await client.job('log.import', { files: [token], mapping }).result
      },
    })
  } finally {
    await backend.close()
  }
}
