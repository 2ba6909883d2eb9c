import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DeliveryView, SinkTest, SinkView } from '#shared/contract/documents/sink.ts'
import { AppError } from '#shared/domain/errors.ts'
import type { Backoff } from '#shared/policy/delivery/backoff.ts'
import type { WebhookFormat } from '#shared/policy/delivery/formats.ts'
import type { Notice, NoticeSeverity } from '#shared/policy/delivery/notice.ts'
import { say } from '#shared/words/say.ts'
import type { Platform } from '../platform.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { DeliveryFilter, SinkKind, StoredDelivery, StoredSink } from '../store/sink-types.ts'
import type { Store } from '../store/types.ts'
import { createPump } from './queue/pump.ts'
import { createSender, triedOf, type WebhookSecrets, webhookSecrets } from './send.ts'
import { webhookAddress } from './webhook/address.ts'
import type { PostOptions } from './webhook/post.ts'
import { faultWords, TEST_TEXT, TEST_TITLE } from './words.ts'

export type SinkChange = {
  /** Absent for a new one. */
  readonly sink?: string | undefined
  /** What a new one is kept as, where it is looked up again. */
  readonly id?: string
  readonly kind: SinkKind
  readonly name: string
  readonly on: boolean
  readonly severity: NoticeSeverity
  readonly format?: WebhookFormat | undefined
  /** Those that are absent stay as they are; empty for none. */
  readonly url?: string | undefined
  readonly secret?: string | undefined
  readonly routing_key?: string | undefined
}

/** Ways to tell people outside the window, and what is on its way to them. */
export type Sinks = {
  list(): Promise<SinkView[]>
  save(change: SinkChange, by: string): Promise<SinkView>
  remove(sink: string, by: string): Promise<void>
  /** The whole address of a webhook; null where it is not known here. Rejects as secrets do. */
  address(sink: string): Promise<string | null>
  /** Hands a message marked as a test to a sink, once and past the line. */
  test(sink: string): Promise<SinkTest>
  /** Puts notices in line; they are there, through any stop, once this resolves. Nothing is sent before. */
  tell(notices: readonly Notice[]): Promise<void>
  /** For those who put notices in line in a transaction of their own. */
  wake(): void
  deliveries(
    filter: DeliveryFilter,
    offset: number,
    limit: number,
  ): Promise<{ total: number; deliveries: DeliveryView[] }>
  retry(keys: readonly string[], by: string): Promise<number>
  discard(keys: readonly string[], by: string, reason: string): Promise<number>
  close(): Promise<void>
}

export async function createSinks({
  store,
  secrets,
  platform,
  onChange,
  post,
  backoff,
}: {
  readonly store: Store
  readonly secrets: Pick<Secrets, 'read' | 'write' | 'remove'>
  readonly platform: Pick<Platform, 'shell' | 'notify' | 'paths'>
  readonly onChange: () => void
  readonly post?: PostOptions
  readonly backoff?: Backoff
}): Promise<Sinks> {
  const folder = join(platform.paths.workspace, 'sinks')
  const secretsOf = async (sink: string): Promise<WebhookSecrets | null> => {
    const text = await secrets.read(secretName(sink))
    return text === null ? null : webhookSecrets.parse(JSON.parse(text))
  }
  const send = createSender({
    folder,
    secretsOf,
    notify: platform.notify,
    ...(post === undefined ? {} : { post }),
  })
  let known = new Map<string, StoredSink>()
  const learn = async () => {
    known = new Map((await store.listSinks()).map((sink) => [sink.id, sink]))
  }

  const pump = createPump({
    queue: {
      nextDeliveries: store.nextDeliveries,
      async endTry(key, result) {
        await store.endTry(key, result)
        onChange()
      },
    },
    deliver(delivery, signal) {
      const sink = known.get(delivery.sink)
      // A command line shows no notifications: they wait for a window.
      if (sink === undefined || (sink.kind === 'desktop' && platform.shell === 'cli')) return null
      return send(sink, delivery.notice, delivery.key, signal).then((sent) =>
        triedOf(delivery, sent, {
          now: Date.now(),
          random: Math.random(),
          ...(backoff === undefined ? {} : { backoff }),
        }),
      )
    },
    onFault: (error) => platform.notify({ title: 'Alerts wait to be sent', body: faultWords(error) }),
  })

  const required = async (id: string): Promise<StoredSink> => {
    await learn()
    const sink = known.get(id)
    if (sink === undefined) throw new AppError('NOT_FOUND', say('error.sink.gone'), say('mend.reload_list'))
    return sink
  }
  const viewsOf = async (sinks: readonly StoredSink[]): Promise<SinkView[]> => {
    const counts = await store.countDeliveries()
    return Promise.all(
      sinks.map(async (sink): Promise<SinkView> => {
        const { waiting = 0, dead = 0, delivered = 0 } = counts.get(sink.id) ?? {}
        const { rows } = await store.listDeliveries({ state: null, sink: sink.id }, 0, 20)
        const last = rows.find(({ tries }) => tries > 0)
        return {
          sink: sink.id,
          kind: sink.kind,
          name: sink.name,
          on: sink.on,
          severity: sink.severity,
          format: sink.format,
          origin: sink.origin,
          signed: sink.signed,
          file: sink.kind === 'file' ? `sinks/${sink.name}.ndjson` : null,
          created_at: sink.createdAt,
          waiting,
          dead,
          delivered,
          last_error: last?.error ?? null,
        }
      }),
    )
  }

  await learn()
  pump.wake()
  return {
    list: async () => viewsOf(await store.listSinks()),
    async save(change, by) {
      const before = change.sink === undefined ? null : await required(change.sink)
      if (before !== null && before.kind !== change.kind) {
        throw new AppError('BAD_PARAMS', say('error.sink.kind'), say('error.sink.kind.mend'))
      }
      const id = before?.id ?? change.id ?? randomUUID()
      const kept =
        change.kind === 'webhook'
          ? await keptSecrets(change, before === null ? null : await secretsOf(id))
          : null
      if (kept !== null) await secrets.write(secretName(id), JSON.stringify(kept))
      const sink = {
        id,
        kind: change.kind,
        name: change.name,
        on: change.on,
        severity: change.severity,
        format: change.kind === 'webhook' ? (change.format ?? before?.format ?? 'driftdesk') : null,
        origin: kept === null ? null : new URL(kept.url).origin,
        signed: kept !== null && kept.secret !== null,
      }
      const stored = await store.saveSink(sink, by).catch(async (error: unknown) => {
        if (kept !== null && before === null) await secrets.remove(secretName(id))
        throw error
      })
      await learn()
      pump.wake()
      onChange()
      const [view] = await viewsOf([stored])
      return view
    },
    async remove(id, by) {
      const { kind } = await required(id)
      await store.removeSink(id, by)
      if (kind === 'webhook') await secrets.remove(secretName(id))
      await learn()
      onChange()
    },
    address: async (id) => (await secretsOf(id))?.url ?? null,
    async test(id) {
      const sink = await required(id)
      const began = performance.now()
      const { status, answer, error } = await send(sink, testNotice(sink), randomUUID())
      return { status, answer, error, seconds: (performance.now() - began) / 1_000 }
    },
    async tell(notices) {
      if (notices.length === 0) return
      const put = await store.queueNotices(notices)
      if (put === 0) return
      onChange()
      pump.wake()
    },
    wake: pump.wake,
    async deliveries(filter, offset, limit) {
      const { total, rows } = await store.listDeliveries(filter, offset, limit)
      return { total, deliveries: rows.map(deliveryView) }
    },
    async retry(keys, by) {
      const count = await store.retryDeliveries(keys, by)
      onChange()
      pump.wake()
      return count
    },
    async discard(keys, by, reason) {
      const count = await store.discardDeliveries(keys, by, reason)
      onChange()
      return count
    },
    close: pump.close,
  }
}

/** @throws AppError `BAD_PARAMS` for an address that nothing is sent to, and where PagerDuty's key is missing. */
async function keptSecrets(change: SinkChange, before: WebhookSecrets | null): Promise<WebhookSecrets> {
  const url = change.url === undefined || change.url === '' ? before?.url : change.url
  if (url === undefined) {
    throw new AppError('BAD_PARAMS', say('error.sink.no_address'), say('error.webhook.https'))
  }
  webhookAddress(url)
  const routing_key = chosen(change.routing_key, before?.routing_key)
  if (change.format === 'pagerduty' && routing_key === null) {
    throw new AppError('BAD_PARAMS', say('error.sink.routing'), say('error.sink.routing.mend'))
  }
  return { url, secret: chosen(change.secret, before?.secret), routing_key }
}

/** Absent: as before; empty: none. */
function chosen(change: string | undefined, before: string | null | undefined): string | null {
  if (change === undefined) return before ?? null
  return change === '' ? null : change
}

export function secretName(sink: string): string {
  return `sink-${sink}`
}

function testNotice({ name }: StoredSink): Notice {
  const at = new Date().toISOString()
  return {
    id: `test/${at}`,
    source: 'test',
    event: 'told',
    subject: `test/${name}`,
    model: null,
    severity: 'info',
    title: TEST_TITLE,
    text: TEST_TEXT,
    at,
    owner: null,
    action: null,
    runbook: null,
    to: [name],
    detail: {},
  }
}

function deliveryView(delivery: StoredDelivery): DeliveryView {
  const { key, sink, sinkName, notice, queuedAt, state, tries, nextAt, status, answer, error, endedAt } =
    delivery
  return {
    key,
    sink,
    sink_name: sinkName,
    model: notice.model,
    severity: notice.severity,
    event: notice.event,
    title: notice.title,
    text: notice.text,
    queued_at: queuedAt,
    state,
    tries,
    next_at: nextAt === null ? null : new Date(nextAt).toISOString(),
    status,
    answer,
    error,
    ended_at: endedAt,
  }
}
