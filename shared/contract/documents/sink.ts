import { z } from 'zod'
import { WEBHOOK_FORMATS } from '../../policy/delivery/formats.ts'
import { NOTICE_EVENTS, NOTICE_SEVERITIES } from '../../policy/delivery/notice.ts'

export const SINK_KINDS = ['desktop', 'webhook', 'file'] as const
export const DELIVERY_STATES = ['waiting', 'delivered', 'dead', 'discarded'] as const

/** A way to tell people outside the window. */
export const sinkView = z.object({
  sink: z.string(),
  kind: z.enum(SINK_KINDS),
  /** The name by which rules escalate to it. */
  name: z.string(),
  on: z.boolean(),
  /** The lowest severity that it takes without being named. */
  severity: z.enum(NOTICE_SEVERITIES),
  /** Of a webhook. */
  format: z.enum(WEBHOOK_FORMATS).nullable(),
  /** Scheme, host and port of a webhook; the rest of its address is kept with the secrets. */
  origin: z.string().nullable(),
  signed: z.boolean(),
  /** File within the workspace. */
  file: z.string().nullable(),
  created_at: z.string(),
  waiting: z.number(),
  dead: z.number(),
  delivered: z.number(),
  /** Of the newest message that was tried; null where it was taken. */
  last_error: z.string().nullable(),
})
export type SinkView = z.infer<typeof sinkView>

/** One message on its way to one sink. */
export const deliveryView = z.object({
  key: z.string(),
  sink: z.string(),
  sink_name: z.string(),
  model: z.string().nullable(),
  severity: z.enum(NOTICE_SEVERITIES),
  event: z.enum(NOTICE_EVENTS),
  title: z.string(),
  text: z.string(),
  queued_at: z.string(),
  state: z.enum(DELIVERY_STATES),
  tries: z.number(),
  next_at: z.string().nullable(),
  /** What the receiver said the last time: its status and the beginning of its answer. */
  status: z.number().nullable(),
  answer: z.string(),
  error: z.string().nullable(),
  ended_at: z.string().nullable(),
})
export type DeliveryView = z.infer<typeof deliveryView>

export const sinkTest = z.object({
  status: z.number().nullable(),
  answer: z.string(),
  /** Null where the message was taken. */
  error: z.string().nullable(),
  seconds: z.number(),
})
export type SinkTest = z.infer<typeof sinkTest>
