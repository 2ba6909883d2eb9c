import { z } from 'zod'
import { WEBHOOK_FORMATS } from '../policy/delivery/formats.ts'
import { NOTICE_SEVERITIES } from '../policy/delivery/notice.ts'
import { DELIVERY_STATES, deliveryView, SINK_KINDS, sinkTest, sinkView } from './documents/sink.ts'

const sink = z.string().min(1).max(100)
const person = z.string().trim().min(1).max(200)
const keys = z.array(z.string().min(1).max(100)).min(1).max(1_000)
/** Also the name of a file. */
const sinkName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M} _-]{0,59}$/u, 'letters, digits, spaces, - and _, at most 60')

/** Ways to tell people outside the window, and what is on its way to them. */
export const SINK_OPERATIONS = {
  'sinks.list': { kind: 'query', params: z.strictObject({}), result: z.object({ sinks: z.array(sinkView) }) },
  /** Adds a sink, or changes the one that is named. What is absent of its address and secrets stays. */
  'sinks.save': {
    kind: 'command',
    params: z.strictObject({
      sink: sink.optional(),
      kind: z.enum(SINK_KINDS),
      name: sinkName,
      on: z.boolean(),
      severity: z.enum(NOTICE_SEVERITIES),
      format: z.enum(WEBHOOK_FORMATS).optional(),
      url: z.string().max(2_000).optional(),
      /** Empty for none. */
      secret: z.string().max(1_000).optional(),
      routing_key: z.string().max(200).optional(),
      by: person,
    }),
    result: sinkView,
  },
  'sinks.remove': {
    kind: 'command',
    params: z.strictObject({ sink, by: person }),
    result: z.strictObject({}),
  },
  /** Sends one message marked as a test, and says what came back. */
  'sinks.test': { kind: 'command', params: z.strictObject({ sink }), result: sinkTest },
  /** Newest first. */
  'deliveries.list': {
    kind: 'query',
    params: z.strictObject({
      state: z.enum(DELIVERY_STATES).optional(),
      sink: sink.optional(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(1_000),
    }),
    result: z.object({ total: z.number(), deliveries: z.array(deliveryView) }),
  },
  /** Puts deliveries that were put aside in line again. */
  'deliveries.retry': {
    kind: 'command',
    params: z.strictObject({ keys, by: person }),
    result: z.object({ count: z.number() }),
  },
  'deliveries.discard': {
    kind: 'command',
    params: z.strictObject({ keys, by: person, reason: z.string().trim().min(1).max(1_000) }),
    result: z.object({ count: z.number() }),
  },
} as const
