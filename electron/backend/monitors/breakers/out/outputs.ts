import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { BreakerOutputs, BreakerTransition, BreakerView } from '#shared/contract/documents/breaker.ts'
import { AppError } from '#shared/domain/errors.ts'
import { say } from '#shared/words/say.ts'
import { OWNER_ONLY, replaceFile } from '../../../files/replace-file.ts'
import type { Secrets } from '../../../secrets/secrets.ts'
import { webhookAddress } from '../../../sinks/webhook/address.ts'
import { type Endpoint, openEndpoint } from './endpoint.ts'
import { createStateFiles, stateFile, sweepStateFiles } from './state-files.ts'
import { createWebhook, deliverOnce } from './webhook.ts'

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
  /** Tells a state and how it came. A failure to write the file rejects. */
  tell(view: BreakerView, transitions: readonly BreakerTransition[]): Promise<void>
  forget(model: string): Promise<void>
  /** A drill is told like a transition, marked as what it is. */
  tellDrill(model: string, by: string): Promise<void>
  close(): Promise<void>
}

/** The webhook's, by this name. */
const WEBHOOK_SECRET = 'breaker-webhook'

/** Files lie in `folder`; the token, which serving systems read, in one that its owner alone may read. The endpoint is opened where `serves`. */
export async function createOutputs({
  folder,
  secrets,
  serves,
  viewOf,
  retryMs,
}: {
  readonly folder: string
  readonly secrets: Secrets
  readonly serves: boolean
  readonly viewOf: (model: string) => Promise<BreakerView | null>
  readonly retryMs?: readonly number[]
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
  let lastError: string | null = null
  const webhook = createWebhook((error) => {
    lastError = error
  }, retryMs)
  let current = await readConfig(paths.config)
  await takeOver(paths.formerSecret, secrets)
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
    webhook: {
      url: current.webhook_url === '' ? null : current.webhook_url,
      secret: await secrets.status(WEBHOOK_SECRET),
      last_error: lastError,
    },
  })
  const post = async (message: unknown) => {
    if (current.webhook_url === '') return
    try {
      webhook.send({ url: current.webhook_url, secret: await secrets.read(WEBHOOK_SECRET) }, message)
    } catch (error) {
      // What should be signed is not sent without.
      lastError = error instanceof Error ? error.message : String(error)
    }
  }

  return {
    describe,
    async change({ endpoint: isOn, webhook_url, webhook_secret, model }) {
      if (webhook_url !== undefined && webhook_url !== '') webhookAddress(webhook_url)
      if (webhook_secret !== undefined) {
        if (webhook_secret === '') await secrets.remove(WEBHOOK_SECRET)
        else await secrets.write(WEBHOOK_SECRET, webhook_secret)
      }
      current = { endpoint: isOn ?? current.endpoint, webhook_url: webhook_url ?? current.webhook_url }
      await replaceFile(paths.config, `${JSON.stringify(current)}\n`)
      const isNew = endpoint === null && current.endpoint && serves
      if (isNew) await rm(paths.token, { force: true })
      await serve()
      return { ...(await describe(model)), token: isNew ? await readText(paths.token) : null }
    },
    async test() {
      if (current.webhook_url === '') {
        throw new AppError('BAD_PARAMS', say('error.webhook.none'), say('error.webhook.none.mend'))
      }
      const target = { url: current.webhook_url, secret: await secrets.read(WEBHOOK_SECRET) }
      const at = new Date().toISOString()
      return {
        error: await deliverOnce(target, {
          schema: 'driftdesk.breaker_event/1',
          test: true,
          drill: false,
          at,
        }),
      }
    },
    async tell(view, transitions) {
      await states.write(view)
      for (const transition of transitions) {
        await post({
          schema: 'driftdesk.breaker_event/1',
          drill: false,
          model: view.model,
          transition,
          breaker: view,
        })
      }
    },
    forget: states.remove,
    tellDrill: (model, by) =>
      post({ schema: 'driftdesk.breaker_event/1', drill: true, model, by, at: new Date().toISOString() }),
    async close() {
      await endpoint?.close()
      if (endpoint !== null) await rm(paths.address, { force: true })
      await webhook.close()
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

/** Moves the secret that lay in a file of its own to where secrets lie. */
async function takeOver(file: string, secrets: Secrets): Promise<void> {
  const former = await readText(file)
  if (former === null) return
  if (former !== '') await secrets.write(WEBHOOK_SECRET, former)
  await rm(file, { force: true })
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
