import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { postMessage } from '../../../sinks/webhook/post.ts'

/** Waits before the second, third … try. */
const RETRY_MS = [1_000, 4_000, 16_000, 60_000] as const
const MOST_WAITING = 1_000

export type WebhookTarget = { readonly url: string; readonly secret: string | null }

/** Deliveries to one address, one after the other. */
export type Webhook = {
  /** Puts a message in line; what cannot be delivered is told by `onFailure`. */
  send(target: WebhookTarget, message: unknown): void
  /** Waits for what is on its way, but not for further tries. */
  close(): Promise<void>
}

/** A webhook that tries again after `retryMs` what may go better later. */
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
      const outcome = await postMessage({ url, secret, body, key: delivery })
      if (outcome.error === null) return onResult(null)
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
  return (await postMessage({ url, secret, body: JSON.stringify(message), key: randomUUID() })).error
}
