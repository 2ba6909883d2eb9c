import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { BreakerOutputs, BreakerView } from '#shared/contract/documents/breaker.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { OWNER_ONLY, replaceFile } from '../../../files/replace-file.ts'
import { type Endpoint, openEndpoint } from './endpoint.ts'
import { createStateFiles, stateFile, sweepStateFiles } from './state-files.ts'
import type { BreakerWebhook } from './webhook.ts'

const config = z.object({ endpoint: z.boolean(), webhook_url: z.string() })
type Config = z.infer<typeof config>

/** Where states go: a file a model always, an endpoint and a webhook when switched on. */
export type Outputs = {
  /** With the state file of a model where one is named. */
  describe(model?: string): Promise<BreakerOutputs>
  /** `token` is that of an endpoint that this has switched on, else null; it is told no other time. */
  change(change: {
    readonly endpoint?: boolean | undefined
    readonly webhook_url?: string | undefined
    readonly webhook_secret?: string | undefined
    readonly model?: string | undefined
  }): Promise<BreakerOutputs & { readonly token: string | null }>
  /** Sends a message marked as a test to the webhook, once. Rejects with `BAD_PARAMS` where there is none. */
  test(): Promise<{ readonly error: string | null }>
  /** Tells a state. A failure to write the file rejects. */
  tell(view: BreakerView): Promise<void>
  forget(model: string): Promise<void>
  close(): Promise<void>
}

/** Files lie in `folder`; the token, which serving systems read, in one that its owner alone may read. The endpoint is opened where `serves`. */
export async function createOutputs({
  folder,
  serves,
  viewOf,
  webhook,
}: {
  readonly folder: string
  readonly webhook: BreakerWebhook
  readonly serves: boolean
  readonly viewOf: (model: string) => Promise<BreakerView | null>
}): Promise<Outputs> {
  const paths = {
    config: join(folder, 'outputs.json'),
    token: join(folder, 'endpoint-token'),
    address: join(folder, 'endpoint.json'),
    formerSecret: join(folder, 'webhook-secret'),
    states: join(folder, 'state'),
  }
  await sweepStateFiles(paths.states)
  const states = createStateFiles(paths.states)
  let current = await readConfig(paths.config)
  const formerSecret = await readText(paths.formerSecret)
  if (current.webhook_url !== '' || formerSecret !== null) {
    await webhook.takeOver(current.webhook_url, formerSecret === '' ? null : formerSecret)
    current = { ...current, webhook_url: '' }
    await replaceFile(paths.config, `${JSON.stringify(current)}\n`)
    await rm(paths.formerSecret, { force: true })
  }
  let endpoint: Endpoint | null = null

  const serve = async () => {
    if (!current.endpoint || !serves) {
      await endpoint?.close()
      endpoint = null
      await rm(paths.address, { force: true })
      return
    }
    if (endpoint !== null) return
    const token = await keptSecret(paths.token)
    endpoint = await openEndpoint({ token, viewOf })
    await replaceFile(paths.address, `${JSON.stringify({ url: endpoint.url })}\n`)
  }
  await serve()

  const describe = async (model?: string): Promise<BreakerOutputs> => ({
    state_files: 'breakers/state',
    state_file: model === undefined ? null : `breakers/state/${basename(stateFile(paths.states, model))}`,
    endpoint: {
      on: current.endpoint,
      url: endpoint?.url ?? null,
      token_file: current.endpoint ? 'breakers/endpoint-token' : null,
    },
    webhook: await webhook.describe(),
  })

  return {
    describe,
    async change({ endpoint: isOn, webhook_url, webhook_secret, model }) {
      if (webhook_url !== undefined || webhook_secret !== undefined) {
        await webhook.change({ url: webhook_url, secret: webhook_secret })
      }
      current = { ...current, endpoint: isOn ?? current.endpoint }
      await replaceFile(paths.config, `${JSON.stringify(current)}\n`)
      const isNew = endpoint === null && current.endpoint && serves
      if (isNew) await rm(paths.token, { force: true })
      await serve()
      return { ...(await describe(model)), token: isNew ? await readText(paths.token) : null }
    },
    async test() {
      const tried = await webhook.test()
      if (tried !== null) return tried
      throw new AppError('BAD_PARAMS', say('error.webhook.none'), say('error.webhook.none.mend'))
    },
    tell: states.write,
    forget: states.remove,
    async close() {
      await endpoint?.close()
      if (endpoint !== null) await rm(paths.address, { force: true })
    },
  }
}

async function readConfig(path: string): Promise<Config> {
  const off: Config = { endpoint: false, webhook_url: '' }
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return off
  try {
    return config.parse(JSON.parse(text))
  } catch {
    // A file that cannot be read switches nothing on.
    return off
  }
}

async function readText(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null)
}

async function keptSecret(path: string): Promise<string> {
  const kept = await readText(path)
  if (kept !== null && kept.length >= 32) return kept.trim()
  const fresh = randomBytes(32).toString('hex')
  await replaceFile(path, fresh, OWNER_ONLY)
  return fresh
}
