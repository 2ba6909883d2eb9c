import { z } from 'zod'
import { VERDICTS } from '../../domain/verdict.ts'
import { RESPONSE_ACTIONS, RESPONSE_CHECKS } from '../../policy/responses/plan.ts'
import { rowWindow } from './window.ts'

const number = z.number()
const text = z.string()
const action = z.enum(RESPONSE_ACTIONS)

export const RESPONSE_DECISIONS = ['accepted', 'dismissed'] as const

/** What a model needs, proposed and never done by itself. */
export const responseDocument = z.object({
  schema: z.literal('driftdesk.response/1'),
  /** The same for the same plan on the same evidence. */
  response: text,
  model: text,
  proposed_at: text,
  /** The rows that it rests on; null where nothing was compared. */
  window: rowWindow.nullable(),
  action,
  because: z.array(text),
  /** From the decision on; null where nothing is to be done. */
  due_seconds: number.nullable(),
  /** Whether something has to be mended first, see `checks`. */
  blocked: z.boolean(),
  checks: z.array(z.object({ code: z.enum(RESPONSE_CHECKS), ok: z.boolean(), says: text })),
  also: z.array(z.object({ action, because: z.array(text) })),
  ruled_out: z.array(z.object({ action, why: text })),
  evidence: z.object({
    features: number,
    high: z.array(text),
    moderate: z.array(text),
    low: z.array(text),
    predictions: z.enum(VERDICTS).nullable(),
    performance: z
      .object({ metric: text, baseline: number, current: number, ratio: number, estimated: z.boolean() })
      .nullable(),
    /** Why the performance is not known. */
    performance_reason: text.nullable(),
    loop: text.nullable(),
    loop_reason: text.nullable(),
    corrupt: z.array(text),
  }),
  dry_run: z.literal(true),
})
export type ResponseDocument = z.infer<typeof responseDocument>

/** A proposal and what a person decided about it. */
export const responseView = responseDocument.extend({
  decision: z
    .object({
      decision: z.enum(RESPONSE_DECISIONS),
      by: text,
      reason: text,
      at: text,
      /** Of an accepted one that has something to do. */
      due_at: text.nullable(),
    })
    .nullable(),
})
export type ResponseView = z.infer<typeof responseView>
