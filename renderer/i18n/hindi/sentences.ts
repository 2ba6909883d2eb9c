import type { SentenceKey } from '#shared/words/english.ts'
import type { Template } from '#shared/words/template.ts'
import { alertLint } from './sentences/alert-lint.ts'
import { alerts } from './sentences/alerts.ts'
import { breaker } from './sentences/breaker.ts'
import { calibration } from './sentences/calibration.ts'
import { devices } from './sentences/devices.ts'
import { doctor } from './sentences/doctor.ts'
import { drift } from './sentences/drift.ts'
import { errors } from './sentences/errors.ts'
import { fleet } from './sentences/fleet.ts'
import { imports } from './sentences/imports.ts'
import { jobs } from './sentences/jobs.ts'
import { latency } from './sentences/latency.ts'
import { loop } from './sentences/loop.ts'
import { performance } from './sentences/performance.ts'
import { quality } from './sentences/quality.ts'
import { readiness } from './sentences/readiness.ts'
import { refusals } from './sentences/refusals.ts'
import { responses } from './sentences/responses.ts'
import { roles } from './sentences/roles.ts'
import { samples } from './sentences/samples.ts'
import { scenarioChecks } from './sentences/scenario-checks.ts'
import { scenarioEvidence } from './sentences/scenario-evidence.ts'
import { scenarioTruths } from './sentences/scenario-truths.ts'
import { scenarios } from './sentences/scenarios.ts'
import { severity } from './sentences/severity.ts'
import { verify } from './sentences/verify.ts'

/** What the backend says, in Hindi. */
export const hindiSentences: Readonly<Record<SentenceKey, Template>> = {
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
}
