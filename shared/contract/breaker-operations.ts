import { z } from 'zod'
import {
  blastRadius,
  breakerChart,
  breakerDrill,
  breakerHistoryEntry,
  breakerOutputs,
  breakerReplay,
  breakerView,
  configurationFault,
  lintFinding,
  trafficFacts,
} from './documents/breaker.ts'
import { mapping } from './mapping.ts'
import { scoredSource } from './scored-source.ts'

const model = z.string().min(1).max(1_000)
const policyText = z.string().max(100_000)
const namedPolicy = z.strictObject({ name: z.string().min(1).max(200), text: policyText })
const person = z.string().trim().min(1).max(200)
const reason = z.string().trim().min(1).max(1_000)
const question = {
  policies: z.array(namedPolicy).min(1).max(8),
  /** When the fault began, UTC milliseconds; found from the labels when not given. */
  onset: z.number().optional(),
  /** Points of the chart; none when not given. */
  points: z.number().int().min(10).max(2_000).optional(),
}
const replays = z.object({
  replays: z.array(z.object({ document: breakerReplay, chart: breakerChart.nullable() })),
  facts: trafficFacts,
})

export const BREAKER_ACTIONS = ['trip', 'force_close', 'release', 'approve'] as const

/** Breakers: checked, replayed, armed, and overridden by people. */
export const BREAKER_OPERATIONS = {
  /** What is wrong with a policy; sharper with what is known of the traffic. */
  'breakers.check': {
    kind: 'query',
    params: z.strictObject({ text: policyText, facts: trafficFacts.optional() }),
    result: z.object({ faults: z.array(configurationFault), findings: z.array(lintFinding) }),
  },
  'breakers.replay': {
    kind: 'job',
    params: z.strictObject({ source: scoredSource, mapping: mapping.optional(), ...question }),
    result: replays,
  },
  /** The same over a stored log that is kept in memory, for sliders. */
  'breakers.whatIf': { kind: 'query', params: z.strictObject({ model, ...question }), result: replays },
  'breakers.list': {
    kind: 'query',
    params: z.strictObject({}),
    result: z.object({ breakers: z.array(breakerView) }),
  },
  'breakers.get': {
    kind: 'query',
    params: z.strictObject({ model }),
    result: z.object({
      /** Null while the model has none. */
      breaker: breakerView.nullable(),
      /** The policy of the breaker, or one to begin with. */
      policy: z.string(),
      transitions: z.array(breakerHistoryEntry),
      drills: z.array(breakerDrill),
    }),
  },
  /** Saves a policy and puts the model under it from its next rows on. */
  'breakers.arm': {
    kind: 'command',
    params: z.strictObject({ model, text: policyText }),
    result: breakerView,
  },
  'breakers.disarm': {
    kind: 'command',
    params: z.strictObject({ model, by: person, reason }),
    result: z.strictObject({}),
  },
  'breakers.override': {
    kind: 'command',
    params: z.strictObject({
      model,
      action: z.enum(BREAKER_ACTIONS),
      by: person,
      reason,
      expires_in_seconds: z.number().positive().max(31_536_000).optional(),
    }),
    result: breakerView,
  },
  'breakers.drill': {
    kind: 'command',
    params: z.strictObject({ model, step: z.enum(['start', 'acknowledge']), by: person }),
    result: breakerDrill,
  },
  'breakers.radius': { kind: 'query', params: z.strictObject({ model }), result: blastRadius },
  'breakers.outputs': {
    kind: 'query',
    params: z.strictObject({ model: model.optional() }),
    result: breakerOutputs,
  },
  'breakers.setOutputs': {
    kind: 'command',
    params: z.strictObject({
      endpoint: z.boolean().optional(),
      /** Empty for none. */
      webhook_url: z.string().max(2_000).optional(),
      webhook_secret: z.string().max(1_000).optional(),
      /** Whose state file the answer names. */
      model: model.optional(),
    }),
    /** The token of an endpoint that was switched on just now; it is told no other time. */
    result: breakerOutputs.extend({ token: z.string().nullable() }),
  },
  /** Sends the webhook a message marked as a test. */
  'breakers.testWebhook': {
    kind: 'command',
    params: z.strictObject({}),
    /** Why it was not taken; null where it was. */
    result: z.object({ error: z.string().nullable() }),
  },
} as const
