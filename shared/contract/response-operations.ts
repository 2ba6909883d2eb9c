import { z } from 'zod'
import { readinessDocument } from './documents/readiness.ts'
import { RESPONSE_DECISIONS, responseView } from './documents/response.ts'

const model = z.string().min(1).max(1_000)

/** What a model needs, and whether it may be deployed. */
export const RESPONSE_OPERATIONS = {
  /** Measures what there is and proposes a response; a proposal that is new is kept. */
  'responses.plan': { kind: 'job', params: z.strictObject({ model }), result: responseView },
  /** Newest first. */
  'responses.list': {
    kind: 'query',
    params: z.strictObject({ model }),
    result: z.object({ responses: z.array(responseView) }),
  },
  'responses.decide': {
    kind: 'command',
    params: z.strictObject({
      response: z.string().min(1).max(100),
      decision: z.enum(RESPONSE_DECISIONS),
      by: z.string().trim().min(1).max(200),
      reason: z.string().trim().min(1).max(1_000),
    }),
    result: responseView,
  },
  /** Five questions answered from measurements and drills. */
  'readiness.run': { kind: 'job', params: z.strictObject({ model }), result: readinessDocument },
} as const
