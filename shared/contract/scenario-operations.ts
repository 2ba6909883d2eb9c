import { z } from 'zod'
import { scenarioDocument, scenarioTruth, scenarioView } from './documents/scenario.ts'

const request = {
  name: z.string().min(1).max(100),
  /** Of all models together; 100,000 unless told. */
  rows: z.number().int().min(1).max(20_000_000).optional(),
  seed: z.number().int().min(0).max(0xffff_ffff).optional(),
}

/** The incident library: generated incidents with known answers. */
export const SCENARIO_OPERATIONS = {
  'scenarios.list': {
    kind: 'query',
    params: z.strictObject({}),
    result: z.object({ scenarios: z.array(scenarioView) }),
  },
  /** Tries a scenario, or `all`, in a workspace of its own, and compares what the monitors say with the truth. */
  'scenarios.run': { kind: 'job', params: z.strictObject(request), result: scenarioDocument },
  /** Imports a scenario into this workspace: models with baselines, labels, manifests, armed breakers and alert rules. */
  'scenarios.open': {
    kind: 'job',
    params: z.strictObject(request),
    result: z.object({
      name: z.string(),
      models: z.array(z.string()),
      truth: scenarioTruth,
      story: z.string(),
    }),
  },
} as const
