import { alertLint } from './english/alert-lint.ts'
import { alerts } from './english/alerts.ts'
import { breaker } from './english/breaker.ts'
import { calibration } from './english/calibration.ts'
import { devices } from './english/devices.ts'
import { doctor } from './english/doctor.ts'
import { drift } from './english/drift.ts'
import { errors } from './english/errors.ts'
import { fleet } from './english/fleet.ts'
import { imports } from './english/imports.ts'
import { jobs } from './english/jobs.ts'
import { latency } from './english/latency.ts'
import { loop } from './english/loop.ts'
import { performance } from './english/performance.ts'
import { quality } from './english/quality.ts'
import { readiness } from './english/readiness.ts'
import { refusals } from './english/refusals.ts'
import { responses } from './english/responses.ts'
import { roles } from './english/roles.ts'
import { samples } from './english/samples.ts'
import { scenarioChecks } from './english/scenario-checks.ts'
import { scenarioEvidence } from './english/scenario-evidence.ts'
import { scenarioTruths } from './english/scenario-truths.ts'
import { scenarios } from './english/scenarios.ts'
import { severity } from './english/severity.ts'
import { verify } from './english/verify.ts'
import type { Template } from './template.ts'

/**
 * Every sentence that the backend and the pure policies make, by its key. The window's other languages have the same
 * keys with the same values, or they do not compile.
 */
export const ENGLISH = {
  ...severity,
  ...drift,
  ...quality,
  ...performance,
  ...calibration,
  ...breaker,
  ...alerts,
  ...alertLint,
  ...responses,
  ...readiness,
  ...latency,
  ...loop,
  ...errors,
  ...refusals,
  ...imports,
  ...fleet,
  ...devices,
  ...jobs,
  ...roles,
  ...doctor,
  ...samples,
  ...scenarios,
  ...scenarioChecks,
  ...scenarioEvidence,
  ...scenarioTruths,
  ...verify,
} as const satisfies Record<string, Template>

export type SentenceKey = keyof typeof ENGLISH
