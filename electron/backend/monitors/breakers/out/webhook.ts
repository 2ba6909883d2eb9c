import { createHmac, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

/** Waits before the second, third … try. */
const RETRY_MS = [1_000, 4_000, 16_000, 60_000] as const
const TIMEOUT_MS = 5_000
const MOST_WAITING = 1_000

export type WebhookTarget = { readonly url: string; readonly secret: string | null }

/** Deliveries to one address, one after the other. */
export type Webhook = {
  /** Puts a message in line; what cannot be delivered is told by `onFailure`. */
  send(target: WebhookTarget, message: unknown): void
  /** Waits for what is on its way, but not for further tries. */
  close(): Promise<void>
}

/**
 * The signature of a body: `sha256=` and the lower-case hex HMAC-SHA-256 of `TIMESTAMP.BODY` under the secret. The receiver
 * computes it again from the header `X-Driftdesk-Timestamp` and the bytes of the body.
 */
export function signatureOf(secret: string, timestamp: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`
}

/** A webhook that tries again after `retryMs` where the receiver answers with 5xx, 408 or 429, or not at all. */
export function createWebhook(
  onResult: (error: string | null) => void,
  retryMs: readonly number[] = RETRY_MS,
): Webhook {
  const closing = new AbortController()
  let line: Promise<void> = Promise.resolve()
  let waiting = 0

  const deliver = async ({ url, secret }: WebhookTarget, message: unknown): Promise<void> => {
    const body = JSON.stringify(message)
    const delivery = randomUUID()
    for (let attempt = 0; ; attempt++) {
      const outcome = await post(url, secret, body, delivery)
      if (outcome === null) return onResult(null)
      const isLast = !outcome.again || attempt >= retryMs.length || closing.signal.aborted
      if (isLast) return onResult(`${outcome.error} (tried ${attempt + 1} times)`)
      await wait(retryMs[attempt], undefined, { signal: closing.signal }).catch(() => undefined)
    }
  }
  return {
    send(target, message) {
      if (waiting >= MOST_WAITING) return onResult(`${MOST_WAITING} messages wait already`)
      waiting += 1
      line = line
        .then(() => deliver(target, message))
        .finally(() => {
          waiting -= 1
        })
    },
    async close() {
      closing.abort()
      await line
    },
  }
}

/** Sends a message once; answers with what went wrong, null where it was taken. */
export async function deliverOnce({ url, secret }: WebhookTarget, message: unknown): Promise<string | null> {
  return (await post(url, secret, JSON.stringify(message), randomUUID()))?.error ?? null
}

async function post(
  url: string,
  secret: string | null,
  body: string,
  delivery: string,
): Promise<{ readonly error: string; readonly again: boolean } | null> {
  const timestamp = String(Math.floor(Date.now() / 1_000))
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        'Content-Type': 'application/json',
        'X-Driftdesk-Delivery': delivery,
        'X-Driftdesk-Timestamp': timestamp,
        ...(secret === null ? {} : { 'X-Driftdesk-Signature': signatureOf(secret, timestamp, body) }),
      },
      body,
    })
    await response.body?.cancel()
    if (response.ok) return null
    const again = response.status >= 500 || response.status === 408 || response.status === 429
    return { error: `the receiver answered ${response.status}`, again }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error), again: true }
  }
}
