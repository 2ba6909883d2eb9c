import type { SecretStatus, Secrets } from '../../../secrets/secrets.ts'
import { type Sinks, secretName } from '../../../sinks/sinks.ts'

/** The webhook of the breakers' page among the sinks. */
export const BREAKER_WEBHOOK = 'breaker-webhook'
/** Whose secret it had before it was a sink. */
const FORMER_SECRET = 'breaker-webhook'

export type WebhookState = {
  readonly url: string | null
  readonly secret: SecretStatus
  readonly last_error: string | null
}

/** The address to which serving systems are sent states, kept as a sink: its messages wait in line through any stop. */
export type BreakerWebhook = {
  describe(): Promise<WebhookState>
  /** Those that are absent stay as they are; empty for none. */
  change(change: { readonly url?: string | undefined; readonly secret?: string | undefined }): Promise<void>
  /** Sends a message marked as a test, once; null where there is no webhook. */
  test(): Promise<{ readonly error: string | null } | null>
  /** Takes over an address and a secret from before webhooks of breakers were sinks. */
  takeOver(url: string, secret: string | null): Promise<void>
}

export function createBreakerWebhook({
  sinks,
  secrets,
}: {
  readonly sinks: Pick<Sinks, 'list' | 'save' | 'remove' | 'test' | 'address'>
  readonly secrets: Secrets
}): BreakerWebhook {
  const kept = async () => (await sinks.list()).find(({ sink }) => sink === BREAKER_WEBHOOK)
  const save = async (url: string | undefined, secret: string | undefined) => {
    const before = await kept()
    await sinks.save(
      {
        ...(before === undefined ? { id: BREAKER_WEBHOOK } : { sink: BREAKER_WEBHOOK }),
        kind: 'webhook',
        name: before?.name ?? BREAKER_WEBHOOK,
        on: before?.on ?? true,
        severity: before?.severity ?? 'info',
        format: 'breaker',
        url,
        secret,
      },
      'breakers',
    )
  }
  return {
    async describe() {
      const sink = await kept()
      const status = await secrets.status(secretName(BREAKER_WEBHOOK))
      if (sink === undefined) return { url: null, secret: { ...status, kept: null }, last_error: null }
      const why = (error: unknown) => (error instanceof Error ? error.message : String(error))
      const [url, lost] = await sinks.address(BREAKER_WEBHOOK).then(
        (found) => [found, null] as const,
        (error: unknown) => [null, why(error)] as const,
      )
      return {
        // What the keychain does not tell is known by its origin.
        url: url ?? sink.origin,
        secret: { ...status, kept: sink.signed ? status.kept : null },
        last_error: sink.last_error ?? lost,
      }
    },
    async change({ url, secret }) {
      if (url !== '') {
        if (url !== undefined || (await kept()) !== undefined) await save(url, secret)
        return
      }
      if ((await kept()) !== undefined) await sinks.remove(BREAKER_WEBHOOK, 'breakers')
    },
    async test() {
      if ((await kept()) === undefined) return null
      const { error } = await sinks.test(BREAKER_WEBHOOK)
      return { error }
    },
    async takeOver(url, secret) {
      const former = secret ?? (await secrets.read(FORMER_SECRET).catch(() => null))
      if (url !== '' && (await kept()) === undefined) await save(url, former ?? '')
      await secrets.remove(FORMER_SECRET)
    },
  }
}
