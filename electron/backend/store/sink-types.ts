import type { WebhookFormat } from '#shared/policy/delivery/formats.ts'
import type { Notice, NoticeSeverity } from '#shared/policy/delivery/notice.ts'

export type SinkKind = 'desktop' | 'webhook' | 'file'

/** A way to tell people outside the window. What is secret of it is not in the catalogue. */
export type StoredSink = {
  readonly id: string
  readonly kind: SinkKind
  /** The name by which rules escalate to it. */
  readonly name: string
  readonly on: boolean
  readonly severity: NoticeSeverity
  /** Of a webhook; null for the others. */
  readonly format: WebhookFormat | null
  /** Scheme, host and port of a webhook: its path may be secret. */
  readonly origin: string | null
  readonly signed: boolean
  readonly createdAt: string
}

export type DeliveryState = 'waiting' | 'delivered' | 'dead' | 'discarded'

/** One notice on its way to one sink. */
export type StoredDelivery = {
  readonly sequence: number
  /** The same at every try and after every restart. */
  readonly key: string
  readonly sink: string
  readonly sinkName: string
  readonly notice: Notice
  readonly queuedAt: string
  readonly state: DeliveryState
  readonly tries: number
  /** UTC milliseconds of the next try; null when there is none. */
  readonly nextAt: number | null
  readonly status: number | null
  readonly answer: string
  readonly error: string | null
  readonly endedAt: string | null
}

/** How a try ended, and what comes next. */
export type TryResult = {
  readonly state: Extract<DeliveryState, 'waiting' | 'delivered' | 'dead'>
  readonly status: number | null
  readonly answer: string
  readonly error: string | null
  readonly nextAt: number | null
}

export type DeliveryCounts = { readonly [State in DeliveryState]: number }
export type DeliveryFilter = { readonly state: DeliveryState | null; readonly sink: string | null }

/** Sinks and what is on its way to them. */
export type SinkStore = {
  listSinks(): Promise<readonly StoredSink[]>
  /** Adds or changes one. Rejects with `BAD_PARAMS` where another has the name. */
  saveSink(sink: Omit<StoredSink, 'createdAt'>, by: string): Promise<StoredSink>
  /** What waits for it is put aside. Rejects with `NOT_FOUND`. */
  removeSink(sink: string, by: string): Promise<void>
  /** Puts notices in line for the sinks that take them; one that is there already is not put twice. Answers how many were put. */
  queueNotices(notices: readonly Notice[]): Promise<number>
  /** The delivery that comes next, for each sink that is on. */
  nextDeliveries(): Promise<readonly StoredDelivery[]>
  endTry(key: string, result: TryResult): Promise<void>
  /** Newest first. */
  listDeliveries(
    filter: DeliveryFilter,
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly rows: readonly StoredDelivery[] }>
  /** By sink. */
  countDeliveries(): Promise<ReadonlyMap<string, DeliveryCounts>>
  /** Puts dead deliveries in line again, with all their tries. Answers how many. */
  retryDeliveries(keys: readonly string[], by: string): Promise<number>
  /** Gives up dead deliveries. Answers how many. */
  discardDeliveries(keys: readonly string[], by: string, reason: string): Promise<number>
}
