import { join } from 'node:path'
import { z } from 'zod'
import { BACKOFF, type Backoff, waitAfter } from '#shared/policy/delivery/backoff.ts'
import { noticeLines, webhookBody } from '#shared/policy/delivery/formats.ts'
import type { Notice } from '#shared/policy/delivery/notice.ts'
import type { Platform } from '../platform.ts'
import type { StoredDelivery, StoredSink } from '../store/sink-types.ts'
import { appendLine } from './file/append-line.ts'
import type { Tried } from './queue/pump.ts'
import { type PostOptions, postMessage } from './webhook/post.ts'
import { faultWords, lostSecretWords } from './words.ts'

/** What only the keychain knows of a webhook. */
export const webhookSecrets = z.object({
  url: z.string(),
  secret: z.string().nullable(),
  routing_key: z.string().nullable(),
})
export type WebhookSecrets = z.infer<typeof webhookSecrets>

/** What came of handing a notice to a sink once. */
export type Sent = {
  readonly status: number | null
  readonly answer: string
  /** Null where it was taken. */
  readonly error: string | null
  readonly again: boolean
  readonly retryAfterMs: number | null
}

export type Sender = (sink: StoredSink, notice: Notice, key: string, signal?: AbortSignal) => Promise<Sent>

/** Milliseconds for which a sink that failed is left alone by other messages, at most. */
const LONGEST_PAUSE_MS = 30_000
const TAKEN: Sent = { status: null, answer: '', error: null, again: false, retryAfterMs: null }

/** Hands notices to sinks, once each; never rejects. */
export function createSender({
  folder,
  secretsOf,
  notify,
  post = {},
}: {
  /** Where files of sinks lie. */
  readonly folder: string
  /** Null where the keychain does not know the webhook (any more). */
  readonly secretsOf: (sink: string) => Promise<WebhookSecrets | null>
  readonly notify: Platform['notify']
  readonly post?: PostOptions
}): Sender {
  const failed = (error: unknown): Sent => ({ ...TAKEN, error: faultWords(error), again: true })
  const hand = async (sink: StoredSink, notice: Notice, key: string, signal?: AbortSignal): Promise<Sent> => {
    switch (sink.kind) {
      case 'desktop':
        notify({ title: notice.title, body: noticeLines(notice).join('\n') })
        return TAKEN
      case 'file':
        await appendLine(sinkFile(folder, sink.name), { schema: 'driftdesk.notice/1', key, ...notice })
        return TAKEN
      case 'webhook': {
        const known = await secretsOf(sink.id)
        if (known === null) return { ...TAKEN, error: lostSecretWords(), again: true }
        const body = JSON.stringify(webhookBody(sink.format ?? 'driftdesk', notice, key, known.routing_key))
        const message = { url: known.url, secret: known.secret, body, key, hidden: [known.routing_key] }
        return postMessage(message, signal === undefined ? post : { ...post, signal })
      }
    }
  }
  return (sink, notice, key, signal) => hand(sink, notice, key, signal).catch(failed)
}

/** What a try means for the delivery: taken, put in line again, or put aside for a person. */
export function triedOf(
  { tries }: Pick<StoredDelivery, 'tries'>,
  { status, answer, error, again, retryAfterMs }: Sent,
  {
    now,
    random,
    backoff = BACKOFF,
  }: { readonly now: number; readonly random: number; readonly backoff?: Backoff },
): Tried {
  const said = { status, answer, error }
  if (error === null) return { ...said, state: 'delivered', nextAt: null, pauseMs: 0 }
  const wait = again ? waitAfter(tries + 1, random, retryAfterMs, backoff) : null
  const pauseMs = again ? Math.max(Math.min(wait ?? 0, LONGEST_PAUSE_MS), retryAfterMs ?? 0) : 0
  if (wait === null) return { ...said, state: 'dead', nextAt: null, pauseMs }
  return { ...said, state: 'waiting', nextAt: now + wait, pauseMs }
}

/** The file of a sink; names of sinks are such that none leaves the folder. */
export function sinkFile(folder: string, name: string): string {
  return join(folder, `${name}.ndjson`)
}
